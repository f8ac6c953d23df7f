/**
 * Prints `N passed, N failed` from a report that jest wrote with --json. A test file that could not run counts as
 * one failure, and so does a missing report. Exits with 1 if anything failed or nothing passed.
 */
import { readFileSync } from 'node:fs';

/** @returns {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} */
function report() {
  try {
    return JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1 };
  }
}

const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites } = report();
const failed = numFailedTests + numRuntimeErrorTestSuites;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
