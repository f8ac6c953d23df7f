import { describe, expect, it } from '@jest/globals';
import type { Found } from 'multi-cloud-manager/plugin';
import { Acme, down, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { context, fleetOf, refusal } from './fleet-fixture.js';

const never = (): Promise<never> => new Promise(() => undefined);
const ids = ({ instances }: Found) => instances.map(({ provider, id }) => `${provider}/${id}`);

describe('who was seen to have it is asked first [RULE:INVENTORY-IS-A-HINT]', () => {
  const fleet = () => {
    const acme = new Acme(
      server({ id: 'i-1', region: 'north', public_ips: ['203.0.113.7'] }),
      server({ id: 'i-2', region: 'south', public_ips: ['2001:db8::2'] }),
    );
    acme.regions = ['north', 'south'];
    const beta = new Acme(server({ id: 'i-3', public_ips: ['203.0.113.8'] }));
    const clock = TestClock.still();
    const forget = () => {
      acme.asked.length = 0;
      beta.asked.length = 0;
    };
    return { acme, beta, forget, ...fleetOf({ acme, beta }, clock) };
  };

  it.each([
    ['203.0.113.7', 'acme/i-1', ['get default north i-1']],
    ['2001:0DB8:0::2', 'acme/i-2', ['get default south i-2']],
    ['i-2', 'acme/i-2', ['get default south i-2']],
  ])('after a listing %s takes exactly one request', async (identifier, found, asked) => {
    const { fleet: it, acme, beta, forget } = fleet();
    await it.list({}, context());
    forget();
    expect(ids(await it.find({ identifier }, context()))).toEqual([found]);
    expect([acme.asked, beta.asked]).toEqual([asked, []]);
  });

  it('the answer is read live', async () => {
    const { fleet: it, acme } = fleet();
    await it.list({}, context());
    acme.instance('i-1').status = 'stopped';
    const [found] = (await it.find({ identifier: '203.0.113.7' }, context())).instances;
    expect(found?.status).toBe('stopped');
  });

  it('what was found is remembered too', async () => {
    const { fleet: it, acme, beta, forget } = fleet();
    await it.find({ identifier: '203.0.113.7' }, context());
    forget();
    await it.find({ identifier: '203.0.113.7' }, context());
    expect([acme.asked, beta.asked]).toEqual([['get default north i-1'], []]);
  });

  it('everyone is asked once the address has moved', async () => {
    const { fleet: it, acme, beta } = fleet();
    await it.list({}, context());
    acme.instance('i-1').public_ips = [];
    beta.instance('i-3').public_ips.push('203.0.113.7');
    expect(ids(await it.find({ identifier: '203.0.113.7' }, context()))).toEqual(['beta/i-3']);
  });

  it('everyone is asked once the instance is gone', async () => {
    const { fleet: it, acme, beta, forget } = fleet();
    await it.list({}, context());
    acme.instances.length = 0;
    forget();
    expect(await refusal(it.find({ identifier: 'i-1' }, context()))).toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
    expect(beta.asked).toContain('get default i-1');
  });

  it('everyone is asked where the one who was seen to have it fails', async () => {
    const { fleet: it, acme, beta } = fleet();
    await it.list({}, context());
    acme.fail('default', down());
    beta.instance('i-3').public_ips.push('203.0.113.7');
    expect(ids(await it.find({ identifier: '203.0.113.7' }, context()))).toEqual(['beta/i-3']);
  });

  it('what was seen ten minutes ago is forgotten', async () => {
    const { fleet: it, acme, clock, forget } = fleet();
    await it.list({}, context());
    clock.advance(10 * 60_000 + 1);
    forget();
    await it.find({ identifier: '203.0.113.7' }, context());
    expect(acme.asked.slice(0, 1)).toEqual(['scopes default']);
  });

  it('an account that was not meant is not asked, though it was seen to have it', async () => {
    const { fleet: it, acme, beta, forget } = fleet();
    await it.list({}, context());
    forget();
    expect(await refusal(it.find({ identifier: '203.0.113.7', provider: 'beta' }, context()))).toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
    expect([acme.asked, beta.asked]).toEqual([[], ['scopes default', 'list default']]);
  });

  it('a private address asks everyone all the same: others may have it too', async () => {
    const { fleet: it, acme, beta } = fleet();
    acme.instance('i-1').private_ips = ['10.0.0.5'];
    await it.list({}, context());
    beta.instance('i-3').private_ips = ['10.0.0.5'];
    expect(ids(await it.find({ identifier: '10.0.0.5' }, context())).sort()).toEqual([
      'acme/i-1',
      'beta/i-3',
    ]);
  });
});

describe('the first that has it ends the question [RULE:FIRST-ANSWER-WINS]', () => {
  it.each(['203.0.113.7', 'i-1'])(
    'for %s nobody waits for a cloud that does not listen to its signal',
    async (identifier) => {
      const acme = new Acme(server({ id: 'i-1' }));
      const deaf = new Acme();
      const signals: AbortSignal[] = [];
      deaf.before = ({ verb, signal }) => {
        signals.push(signal);
        return verb === 'scopes' ? undefined : never();
      };
      expect(ids(await fleetOf({ deaf, acme }).fleet.find({ identifier }, context()))).toEqual(['acme/i-1']);
      expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    },
  );

  it('nobody waits for a cloud that does not say its regions', async () => {
    const slow = new Acme();
    slow.before = ({ verb }) => (verb === 'scopes' ? never() : undefined);
    const acme = new Acme(server({ id: 'i-1' }));
    expect(ids(await fleetOf({ slow, acme }).fleet.find({ identifier: '203.0.113.7' }, context()))).toEqual([
      'acme/i-1',
    ]);
    expect(slow.asked).toEqual(['scopes default']);
  });

  it('a region is not waited for either', async () => {
    const acme = new Acme(server({ id: 'i-1', region: 'south' }));
    acme.regions = ['north', 'south'];
    acme.before = ({ verb, region }) => (verb === 'list' && region === 'north' ? never() : undefined);
    expect(ids(await fleetOf({ acme }).fleet.find({ identifier: '203.0.113.7' }, context()))).toEqual([
      'acme/i-1',
    ]);
  });

  it('a call that is cancelled ends at once, though a cloud does not listen', async () => {
    const controller = new AbortController();
    const acme = new Acme();
    acme.before = ({ verb }) => {
      if (verb === 'scopes') return undefined;
      controller.abort();
      return never();
    };
    const { fleet } = fleetOf({ acme });
    expect(
      await refusal(fleet.find({ identifier: '203.0.113.7' }, context({ signal: controller.signal }))),
    ).toMatchObject({ code: 'CANCELLED' });
  });
});

describe('reading an instance again', () => {
  it('asks where it was found, with one request, and sees what has changed', async () => {
    const acme = new Acme(server({ id: 'i-1', region: 'north' }));
    acme.regions = ['north', 'south'];
    const { fleet } = fleetOf({ acme });
    const found = await fleet.one({ identifier: 'i-1' }, context());
    acme.asked.length = 0;
    acme.instance('i-1').status = 'stopped';
    expect((await fleet.refresh(found, context()))?.status).toBe('stopped');
    acme.instances.length = 0;
    expect(await fleet.refresh(found, context())).toBeUndefined();
    expect(acme.asked).toEqual(['get default north i-1', 'get default north i-1']);
  });

  it('ends at once when the call is cancelled', async () => {
    const acme = new Acme(server({ id: 'i-1' }));
    const controller = new AbortController();
    acme.before = () => {
      controller.abort();
      return never();
    };
    expect(
      await refusal(
        fleetOf({ acme }).fleet.refresh(server({ id: 'i-1' }), context({ signal: controller.signal })),
      ),
    ).toMatchObject({ code: 'CANCELLED' });
  });
});

describe('the cloud that took longest is asked first', () => {
  it('when something that nobody has seen is looked for', async () => {
    const clock = TestClock.still();
    const quick = new Acme(
      server({ id: 'i-1', public_ips: ['203.0.113.1'] }),
      server({ id: 'i-2', public_ips: ['203.0.113.2'] }),
    );
    const slow = new Acme(server({ id: 'i-3', public_ips: ['203.0.113.3'] }));
    const order: string[] = [];
    quick.before = () => void order.push('quick');
    slow.before = () => {
      order.push('slow');
      clock.advance(500);
    };
    const { fleet: it } = fleetOf({ quick, slow }, clock);
    await it.find({ identifier: '203.0.113.3' }, context());
    expect(order[0]).toBe('quick');
    order.length = 0;
    await it.find({ identifier: '203.0.113.2' }, context());
    expect(order[0]).toBe('slow');
  });

  it('and the next one begins when its requests are on their way', async () => {
    const begun: string[] = [];
    const cloud = (name: string): Acme => {
      const made = new Acme();
      made.before = async () => {
        begun.push(name);
        await Promise.resolve();
        begun.push(name);
      };
      return made;
    };
    const { fleet: it } = fleetOf({ one: cloud('one'), two: cloud('two') });
    await refusal(it.find({ identifier: '203.0.113.9' }, context()));
    expect(begun).toContain('one');
    expect(begun.lastIndexOf('one')).toBeLessThan(begun.indexOf('two'));
  });
});
