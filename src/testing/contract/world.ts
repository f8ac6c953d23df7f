import type { Instance, RequestContext, Scope } from 'multi-cloud-manager/plugin';
import { leaked, outcomeOf, type Outcome } from './evidence.js';
import type { ContractRunner, ContractSubject, ContractWorld } from './subject.js';

/** One case's world, with every outcome searched for secrets. */
export interface Trial extends ContractWorld {
  readonly context: RequestContext;
  outcome<T>(call: () => Promise<T>): Promise<Outcome<T>>;
}

/** Long enough that it never ends a case that goes well. */
const PATIENT_MS = 10_000;

/** Makes the `it` of the suite: a fresh world for each case, closed after it, and no secret in what came out of it. */
export function cases(runner: ContractRunner, subject: ContractSubject) {
  return (name: string, run: (trial: Trial) => Promise<void>, timeoutMs = PATIENT_MS): void => {
    runner.it(name, async () => {
      const world = await subject.create({ timeoutMs });
      const texts: string[] = [];
      try {
        await run({
          ...world,
          context: { signal: new AbortController().signal },
          outcome: async (call) => {
            const outcome = await outcomeOf(call);
            texts.push(outcome.text);
            return outcome;
          },
        });
        runner.expect(leaked(texts.join('\n'), world.secrets)).toEqual([]);
      } finally {
        await world.close();
      }
    });
  };
}

/** Follows the pages to the end. */
export async function everyInstance(trial: Trial, scope: Scope): Promise<readonly Instance[]> {
  const found: Instance[] = [];
  let token: string | undefined;
  do {
    const page = await trial.provider.listPage(scope, token, trial.context);
    found.push(...page.items);
    token = page.next;
  } while (token !== undefined);
  return found;
}

/** As the host looks for an address: the provider's own way, or through the pages. */
export async function withAddress(trial: Trial, address: string): Promise<readonly Instance[]> {
  const scope = trial.scopes.full;
  if (trial.provider.findByAddress) return trial.provider.findByAddress(scope, address, trial.context);
  const every = await everyInstance(trial, scope);
  return every.filter((each) => [...each.public_ips, ...each.private_ips].includes(address));
}
