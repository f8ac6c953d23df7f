/** What `mcm policy test` says beside decisions and names. */
export const policyTest = {
  extension: (file: string) => `${file}: the cases stand in a .yaml, .yml or .json file.`,
  cannotBeRead: (file: string, code: string) => `${file} cannot be read (${code}).`,
  failed: (file: string) => `${file} cannot be read (it failed).`,
  noPolicies: (file: string) => `There are no policies in ${file}, so there is nothing to test.`,
  noPoliciesByDefault: 'There are no policies in the default config, so there is nothing to test.',
  notRun: (middleware: string) => `The middleware ${middleware} was not run.`,
  counts: (passed: number, failed: number) => `${String(passed)} passed, ${String(failed)} failed`,
  marks: { passed: 'ok', failed: 'FAIL' },
  expected: (decision: string) => `expected ${decision}`,
  notAsked: 'not asked',
  by: (policy: string) => `by ${policy}`,
  because: (reason: string) => `because ${reason}`,
};
