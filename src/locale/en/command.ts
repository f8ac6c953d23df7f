/** What the command line says of how it is used, whatever the command. */
export const command = {
  noCommand: (name: string, known: readonly string[]) =>
    `There is no command ${name}; there are ${known.join(', ')}.`,
  needsOneOf: (name: string, known: readonly string[], given: string | undefined) =>
    `mcm ${name} needs one of ${known.join(', ')}${given === undefined ? '' : `, not ${given}`}.`,
  seeHelp: 'mcm --help shows how it is used.',
  unexpectedArgument: (word: string) => `Unexpected argument ${word}.`,
  missingArgument: (name: string) => `Missing argument ${name}.`,
  unknownOption: (option: string) => `Unknown option '${option}'.`,
  needsValue: (option: string) => `Option '${option}' argument missing`,
  takesNoValue: (option: string) => `Option '${option}' does not take an argument`,
  ambiguous: (option: string, instead: string) =>
    `Option '${option}' argument is ambiguous.\nDid you forget to specify the option argument for '${option}'?\nTo specify an option argument starting with a dash use ${instead}.`,
  oneOf: (option: string, known: readonly string[]) => `--${option} is one of ${known.join(', ')}.`,
  presets: '--preset is full or unified.',
  waiting: 'mcm is waiting for an MCP client on stdin. Ctrl-C ends it; `mcm --help` explains.',
};
