import { failing } from './contract/failing.js';
import { powering } from './contract/powering.js';
import { reading } from './contract/reading.js';
import type { ContractRunner, ContractSubject } from './contract/subject.js';

/**
 * What the host relies on in every provider, as tests. Call it in a test file:
 * `providerContract({ describe, it, expect }, { name: 'acme', create })`.
 */
export function providerContract(runner: ContractRunner, subject: ContractSubject): void {
  runner.describe(`${subject.name} keeps the provider contract`, () => {
    reading(runner, subject);
    failing(runner, subject);
    powering(runner, subject);
  });
}
