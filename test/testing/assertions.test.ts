import { AssertionError } from 'node:assert';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  assertAudit,
  assertChallenge,
  assertError,
  assertResult,
  createTestHost,
  type TestHost,
} from 'multi-cloud-manager/testing';
import { Acme, acme, server } from '../fixtures/acme.js';

const RIGHT = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'server-i-1',
  operation_confirmation: 'reboot',
};

let host: TestHost;
beforeEach(async () => {
  host = await createTestHost({ plugins: [acme(new Acme(server({ id: 'i-1' })))] });
});
afterEach(() => host.close());

const listed = () => host.call('list_acme_instances');
const refused = () => host.call('list_acme_instances', { colour: 'red' });
const asked = () => host.call('reboot_acme_instance', { instance_id: 'i-1' });

describe('assertions about replies', () => {
  it('give what the reply holds where it is of that kind', async () => {
    expect(assertResult(await listed())).toMatchObject({ instances: [{ id: 'i-1' }] });
    expect(assertError(await refused(), 'VALIDATION_FAILED')).toMatchObject({ retryable: false });
    expect(assertChallenge(await asked())).toMatchObject({ missing: Object.keys(RIGHT) });
    expect(
      assertResult(await host.call('reboot_acme_instance', { instance_id: 'i-1', ...RIGHT })),
    ).toMatchObject({ status: 'completed' });
  });

  it('say what was expected and what came instead', async () => {
    const [result, error, challenge] = [await listed(), await refused(), await asked()];
    const sentences = [
      () => assertResult(error),
      () => assertResult(challenge),
      () => assertError(result, 'VALIDATION_FAILED'),
      () => assertError(challenge, 'VALIDATION_FAILED'),
      () => assertError(error, 'POLICY_DENIED'),
      () => assertChallenge(result),
      () => assertChallenge(error),
    ].map((assertion) => {
      try {
        assertion();
        return 'nothing';
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AssertionError);
        return (thrown as Error).message.split(': ')[0];
      }
    });
    expect(sentences).toEqual([
      'Expected a result; the tool failed with VALIDATION_FAILED',
      'Expected a result; the tool asks for a confirmation',
      'Expected the error VALIDATION_FAILED; the tool answered',
      'Expected the error VALIDATION_FAILED; the tool answered',
      'Expected the error POLICY_DENIED; the tool failed with VALIDATION_FAILED',
      'Expected a challenge; the tool answered',
      'Expected a challenge; the tool failed with VALIDATION_FAILED',
    ]);
  });
});

describe('assertAudit', () => {
  it('takes records that say what is expected, and more', async () => {
    await host.call('reboot_acme_instance', { instance_id: 'i-1', ...RIGHT });
    assertAudit(await host.audit(), [
      { kind: 'intent', tool: 'reboot_acme_instance', target: { provider: 'acme', id: 'i-1' } },
      { kind: 'call', tool: 'reboot_acme_instance', outcome: 'result', status: 'completed' },
    ]);
  });

  it.each([
    ['another value', [{ tool: 'reboot_acme_instance' }]],
    ['another value inside', [{ principal: { id: 'somebody' } }]],
    ['a record too few', []],
    ['a record too many', [{ tool: 'list_acme_instances' }, { tool: 'list_acme_instances' }]],
    ['a value that is not there', [{ status: 'completed' }]],
  ])('throws for %s', async (_what, expected) => {
    await listed();
    const records = await host.audit();
    expect(() => {
      assertAudit(records, expected);
    }).toThrow(AssertionError);
  });
});
