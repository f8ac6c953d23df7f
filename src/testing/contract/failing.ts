import type { ErrorCode } from 'multi-cloud-manager/plugin';
import type { Fault } from '../simulator/fault.js';
import type { ContractRunner, ContractSubject } from './subject.js';
import { cases, type Trial } from './world.js';

/** Short, for cases that wait for it to pass. */
const IMPATIENT_MS = 250;

/** Whatever goes wrong gets its code; a failure never looks like an empty list or a missing instance. */
export function failing(runner: ContractRunner, subject: ContractSubject): void {
  const { expect } = runner;
  const test = cases(runner, subject);

  runner.describe('failing', () => {
    const maps = (
      name: string,
      code: ErrorCode,
      fault: (trial: Trial) => Fault,
      timeoutMs?: number,
    ): void => {
      test(
        `${name} is ${code}`,
        async (trial) => {
          trial.simulator.fail(fault(trial));
          const { full } = trial.scopes;
          const listed = await trial.outcome(() => trial.provider.listPage(full, undefined, trial.context));
          const got = await trial.outcome(() => trial.provider.get(full, trial.ids[0] ?? '', trial.context));
          expect([listed.code, got.code]).toEqual([code, code]);
        },
        timeoutMs,
      );
    };
    maps('asking too often', 'RATE_LIMITED', ({ faults }) => faults.rateLimited);
    maps('a fault of the cloud', 'PROVIDER_ERROR', ({ faults }) => faults.serverError);
    maps('a connection that is reset', 'PROVIDER_ERROR', () => ({ kind: 'reset' }));
    maps('a body that ends too early', 'PROVIDER_ERROR', () => ({ kind: 'truncated' }));
    maps('a page of HTML', 'PROVIDER_ERROR', () => ({ kind: 'not_json' }));
    maps('an answer of another form', 'PROVIDER_ERROR', () => ({ kind: 'status', status: 200, body: [] }));
    maps('no answer', 'PROVIDER_TIMEOUT', () => ({ kind: 'hang' }), IMPATIENT_MS);

    test('credentials that the cloud refuses are INVALID_CREDENTIALS', async (trial) => {
      const { refused } = trial.scopes;
      const { provider, context } = trial;
      const outcomes = [
        await trial.outcome(() => provider.listPage(refused, undefined, context)),
        await trial.outcome(() => provider.get(refused, trial.ids[0] ?? '', context)),
        await trial.outcome(() => provider.verify({ name: refused.account }, context)),
      ];
      expect([...new Set(outcomes.map(({ code }) => code))]).toEqual(['INVALID_CREDENTIALS']);
    });

    test('an abort is CANCELLED while the cloud still thinks', async (trial) => {
      trial.simulator.fail({ kind: 'hang' });
      const { signal, abort } = abortable();
      const outcome = trial.outcome(() => trial.provider.listPage(trial.scopes.full, undefined, { signal }));
      const asked = await trial.simulator.journal.until(() => true);
      abort();
      expect((await outcome).code).toBe('CANCELLED');
      expect(asked.status).toBe(undefined);
      // The request itself ends too; it is not only left alone.
      await trial.simulator.journal.until(({ abandoned }) => abandoned);
      expect(trial.simulator.journal.entries.length).toBe(1);
    });

    test('a call that is aborted before it starts sends nothing', async (trial) => {
      const { signal, abort } = abortable();
      abort();
      const id = trial.ids[0] ?? '';
      const { code } = await trial.outcome(() => trial.provider.get(trial.scopes.full, id, { signal }));
      expect(code).toBe('CANCELLED');
      expect(trial.simulator.journal.entries.length).toBe(0);
    });
  });
}

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    abort: () => {
      controller.abort();
    },
  };
}
