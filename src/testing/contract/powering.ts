import {
  POWER_ACTIONS,
  type Instance,
  type PowerAction,
  type PowerProgress,
  type PowerVariant,
  type Scope,
} from 'multi-cloud-manager/plugin';
import type { Fault } from '../simulator/fault.js';
import type { Outcome } from './evidence.js';
import type { ContractPower, ContractRunner, ContractSubject, ExpectedPower } from './subject.js';
import { cases, type Trial } from './world.js';

const VARIANTS: readonly PowerVariant[] = [...POWER_ACTIONS, 'force_reboot'];
/** Short, for a case that waits for it to pass; its reads must get through meanwhile. */
const IMPATIENT_MS = 500;

/** The status that an instance has once the action has ended. */
const LEADS_TO: Readonly<Record<PowerVariant, Instance['status']>> = {
  power_on: 'running',
  power_off: 'stopped',
  shutdown: 'stopped',
  reboot: 'running',
  force_reboot: 'running',
};

/** One permit, one request: the declared one, once, whatever becomes of its answer. */
export function powering(runner: ContractRunner, subject: ContractSubject): void {
  const { expect } = runner;
  const test = cases(runner, subject);

  runner.describe('power', () => {
    test('what the provider says it can do is what is tried here', async ({ provider, power }) => {
      const tried = VARIANTS.filter((each) => power !== 'read-only' && power.expected[each] !== undefined);
      const said = [...provider.actions, ...(provider.canForceReboot === true ? ['force_reboot'] : [])];
      expect(tried).toEqual(VARIANTS.filter((each) => said.includes(each)));
      expect(typeof provider.power).toBe(tried.length === 0 ? 'undefined' : 'function');
    });

    for (const variant of VARIANTS) {
      test(`${variant}, where there is one, sends exactly what is declared, once, and is seen to end`, async (trial) => {
        const act = prepare(trial, variant);
        if (!act) return;
        const { value: progress } = await act.send();
        expect(sent(trial)).toEqual([asSent(act.expected)]);
        expect(progress?.state === 'in_progress' || progress?.state === 'completed').toBe(true);
        trial.simulator.clock.advance(act.power.settleMs);
        if (progress?.state === 'in_progress' && trial.provider.progress) {
          expect((await act.look(progress)).value?.state).toBe('completed');
        }
        const after = await trial.provider.get(act.scope, act.expected.instance, trial.context);
        expect(after?.status).toBe(LEADS_TO[variant]);
        expect(sent(trial).length).toBe(1);
      });
    }

    const once = (name: string, code: string, fault: (trial: Trial) => Fault, timeoutMs?: number): void => {
      test(
        `${name} is ${code} and nothing is sent a second time`,
        async (trial) => {
          const act = prepare(trial);
          if (!act) return;
          // Everything that reads comes first: on some clouds reads go to the same path.
          await act.permit();
          trial.simulator.fail({ ...fault(trial), match: { path: act.expected.path } });
          expect((await act.send()).code).toBe(code);
          expect(sent(trial)).toEqual([asSent(act.expected)]);
        },
        timeoutMs,
      );
    };
    once('a lost answer', 'PROVIDER_ERROR', () => ({ kind: 'reset', takesEffect: true }));
    once('half an answer', 'PROVIDER_ERROR', () => ({ kind: 'truncated' }));
    once('an unreadable answer', 'PROVIDER_ERROR', () => ({ kind: 'not_json', takesEffect: true }));
    once('a fault of the cloud', 'PROVIDER_ERROR', ({ faults }) => faults.serverError);
    once('asking too often', 'RATE_LIMITED', ({ faults }) => faults.rateLimited);
    once(
      'an answer that does not come',
      'PROVIDER_TIMEOUT',
      () => ({ kind: 'hang', takesEffect: true }),
      IMPATIENT_MS,
    );
    once('a redirect', 'PROVIDER_ERROR', ({ simulator }) => ({
      kind: 'status',
      status: 307,
      headers: { location: `${simulator.url}/elsewhere` },
    }));

    test('credentials that may not act, where there are such, are PERMISSION_DENIED after one request', async (trial) => {
      if (trial.scopes.readOnly === 'none') return;
      const act = prepare(trial, undefined, trial.scopes.readOnly);
      if (!act) return;
      expect((await act.send()).code).toBe('PERMISSION_DENIED');
      expect(sent(trial).length).toBe(1);
    });

    test('a permit is good for one request', async (trial) => {
      const act = prepare(trial);
      if (!act) return;
      const { value: first } = await act.send();
      const again = await act.send();
      expect([first === undefined, again.code === undefined]).toEqual([false, false]);
      expect(sent(trial).length).toBe(1);
    });

    test('a copy of a permit is good for none', async (trial) => {
      const act = prepare(trial);
      if (!act) return;
      const permit = { ...(await act.permit()) };
      const outcome = await trial.outcome(async () =>
        trial.provider.power?.(act.scope, permit, trial.context),
      );
      expect(outcome.code === undefined).toBe(false);
      expect(sent(trial)).toEqual([]);
    });
  });
}

interface Act {
  readonly power: ContractPower;
  readonly expected: ExpectedPower;
  readonly scope: Scope;
  /** Always the same permit. */
  permit(): Promise<ReturnType<ContractPower['permit']>>;
  send(): Promise<Outcome<PowerProgress | undefined>>;
  look(last: PowerProgress): Promise<Outcome<PowerProgress | undefined>>;
}

/** An action ready to be sent: the given one, or the first that there is. Undefined where the provider cannot do it. */
function prepare(trial: Trial, wanted?: PowerVariant, scope: Scope = trial.scopes.full): Act | undefined {
  const { power, provider, context } = trial;
  if (power === 'read-only') return undefined;
  const variant = wanted ?? VARIANTS.find((each) => power.expected[each] !== undefined);
  const expected = variant && power.expected[variant];
  if (!expected) return undefined;
  const action: PowerAction = variant === 'force_reboot' ? 'reboot' : variant;
  let minted: Promise<ReturnType<ContractPower['permit']>> | undefined;
  const mint = async () => {
    const found = await provider.get(scope, expected.instance, context);
    if (!found) throw new Error(`The contract's subject has no instance ${expected.instance}`);
    return power.permit(found, action, variant === 'force_reboot');
  };
  const act: Act = {
    power,
    expected,
    scope,
    permit: () => (minted ??= mint()),
    send: async () => {
      const permit = await act.permit();
      return trial.outcome(async () => provider.power?.(scope, permit, context));
    },
    look: async (last) => {
      const permit = await act.permit();
      return trial.outcome(async () => provider.progress?.(scope, permit, last, context));
    },
  };
  return act;
}

function sent(trial: Trial): readonly Required<Omit<ExpectedPower, 'instance'>>[] {
  return trial.simulator.journal
    .mutations()
    .map(({ method, path, query, body }) => ({ method, path, query, body }));
}

function asSent({ method, path, query = {}, body }: ExpectedPower): ReturnType<typeof sent>[number] {
  return { method, path, query, body };
}
