import { describe, expect, it } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import { McmError, type Provider } from 'multi-cloud-manager/plugin';
import { providerContract, type Simulator } from 'multi-cloud-manager/testing';
import { acme } from './acme.js';
import { ACME_SECRET } from './acme-cloud.js';

providerContract({ describe, it, expect }, acme());

/** Runs the contract on a provider with a flaw and gives the names of the cases that fail. */
async function caught(
  change: (provider: Provider, simulator: Simulator) => Partial<Provider>,
  only: RegExp,
): Promise<readonly string[]> {
  const cases: { name: string; run: () => Promise<void> }[] = [];
  const check = (right: boolean): void => {
    if (!right) throw new Error('not as expected');
  };
  providerContract(
    {
      describe: (_name, run) => {
        run();
      },
      it: (name, run) => {
        cases.push({ name, run });
      },
      expect: (actual) => ({
        toBe: (expected) => {
          check(Object.is(actual, expected));
        },
        toEqual: (expected) => {
          check(isDeepStrictEqual(actual, expected));
        },
      }),
    },
    acme(change),
  );
  const failed: string[] = [];
  for (const { name, run } of cases.filter((each) => only.test(each.name))) {
    await run().catch(() => failed.push(name));
  }
  return failed;
}

describe('the provider contract catches a provider that', () => {
  it('stops after the first page', async () => {
    const change = (provider: Provider): Partial<Provider> => ({
      listPage: async (...parameters) => ({ items: (await provider.listPage(...parameters)).items }),
    });
    expect(await caught(change, /page/)).toEqual([
      'every instance of every page is listed once',
      'the account of the test has more than one page',
    ]);
  });

  it('takes a failure for "not there"', async () => {
    const change = (provider: Provider): Partial<Provider> => ({
      get: (...parameters) => provider.get(...parameters).catch(() => undefined),
    });
    expect(await caught(change, /^a fault of the cloud is PROVIDER_ERROR$/)).toEqual([
      'a fault of the cloud is PROVIDER_ERROR',
    ]);
  });

  it('takes "not there" for a failure', async () => {
    const change = (provider: Provider): Partial<Provider> => ({
      get: async (...parameters) => {
        const found = await provider.get(...parameters);
        if (!found) throw new McmError('RESOURCE_NOT_FOUND', 'There is none.');
        return found;
      },
    });
    expect(await caught(change, /undefined|in another/)).toEqual([
      'an id that nothing has gives undefined',
      'the instance of one account is not found in another',
    ]);
  });

  it('sends more than it declared', async () => {
    const change = (provider: Provider, simulator: Simulator): Partial<Provider> => ({
      power: async (...parameters) => {
        await fetch(`${simulator.url}/servers/a/power`, { method: 'POST', body: '{"on":false}' });
        return (await provider.power?.(...parameters)) ?? { state: 'errored' };
      },
    });
    const name = 'power_on, where there is one, sends exactly what is declared, once, and is seen to end';
    expect(await caught(change, /^power_on/)).toEqual([name]);
  });

  it('sends something else than it declared', async () => {
    const change = (_provider: Provider, simulator: Simulator): Partial<Provider> => ({
      power: async () => {
        await fetch(`${simulator.url}/servers/b/power`, {
          method: 'POST',
          headers: { authorization: ACME_SECRET },
          body: '{"on":true,"also":"this"}',
        });
        return { state: 'completed' };
      },
    });
    const name = 'power_on, where there is one, sends exactly what is declared, once, and is seen to end';
    expect(await caught(change, /^power_on/)).toEqual([name]);
  });

  it('changes something when it reads', async () => {
    const change = (provider: Provider, simulator: Simulator): Partial<Provider> => ({
      verify: async (...parameters) => {
        await fetch(`${simulator.url}/servers/a/power`, { method: 'POST' });
        return provider.verify(...parameters);
      },
    });
    expect(await caught(change, /nothing that reads/)).toEqual([
      'nothing that reads sends a mutating request',
    ]);
  });

  it('shows a secret, even in the cause of the cause of an error', async () => {
    const change = (provider: Provider): Partial<Provider> => ({
      verify: (...parameters) =>
        provider.verify(...parameters).catch(() => {
          const cause = new Error('refused', { cause: new Map([['headers', `Bearer ${ACME_SECRET}`]]) });
          throw new McmError('INVALID_CREDENTIALS', 'The cloud refused the credentials.', { cause });
        }),
    });
    expect(await caught(change, /INVALID_CREDENTIALS/)).toEqual([
      'credentials that the cloud refuses are INVALID_CREDENTIALS',
    ]);
  });

  it('goes on when it is told to stop', async () => {
    const change = (provider: Provider): Partial<Provider> => ({
      get: (scope, id) => provider.get(scope, id, { signal: new AbortController().signal }),
    });
    expect(await caught(change, /aborted before/)).toEqual([
      'a call that is aborted before it starts sends nothing',
    ]);
  });

  it('says that it can do what it has no request for', async () => {
    const change = (): Partial<Provider> => ({ actions: ['power_on', 'power_off', 'shutdown'] });
    expect(await caught(change, /says it can do/)).toEqual([
      'what the provider says it can do is what is tried here',
    ]);
  });
});

describe('the kind of a subject', () => {
  it('has no part that may be left out', async () => {
    const world = await acme().create({ timeoutMs: 1000 });
    await world.close();
    // @ts-expect-error Without the ids there is nothing to compare a listing with.
    const incomplete: typeof world = (({ ids: _ids, ...rest }) => rest)(world);
    expect(incomplete.secrets).toEqual([ACME_SECRET]);
  });
});
