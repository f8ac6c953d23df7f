/** What reading secrets says. Never a part of one. */
export const secrets = {
  empty: 'A secret in the config is empty.',
  notSet: (variable: string) => `${variable} is not set.`,
  noFile: (file: string) => `The file ${file} cannot be read, or is empty.`,
  printedNothing: (program: string) => `The program ${program} printed nothing.`,
  programFailed: (program: string, code: string) =>
    `The program ${program}, which gives a secret, failed (${code}).`,
  runByHand: 'Run it by hand to see why.',
  execKey:
    'The key of the secret source exec is a command line as a JSON list of texts; write { exec: [program, argument, …] } instead.',
  // Sources of plugins.
  noSource: (source: string) => `There is no secret source ${source}.`,
  lacks: (source: string, key: string) => `The secret source ${source} has no ${key}.`,
  late: (source: string) => `The secret source ${source} took longer than 30 s.`,
  failed: (source: string, key: string, kind: string) =>
    `The secret source ${source} failed at ${key} (${kind}).`,
  notRepeated: 'What it said may quote a secret, so it is not repeated. Ask its author for a sentence.',
};
