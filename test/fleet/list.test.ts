import { describe, expect, it } from '@jest/globals';
import { McmError } from 'multi-cloud-manager/plugin';
import { Acme, down, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { context, fleetOf, refusal } from './fleet-fixture.js';

const many = (count: number, account = 'default') =>
  Array.from({ length: count }, (_, index) =>
    server({ id: `i-${String(index + 1)}`, name: `node-${String(index + 1).padStart(2, '0')}`, account }),
  );

describe('listing', () => {
  it('reads every page of every account [RULE:ALL-PAGES]', async () => {
    const cloud = new Acme(...many(5), ...many(2, 'other'));
    cloud.accounts = ['default', 'other'];
    cloud.pageSize = 2;
    const { fleet } = fleetOf({ acme: cloud });
    const list = await fleet.list({}, context());
    expect(list.instances.map(({ account, id }) => `${account}/${id}`)).toEqual([
      'default/i-1',
      'default/i-2',
      'default/i-3',
      'default/i-4',
      'default/i-5',
      'other/i-1',
      'other/i-2',
    ]);
    expect([list.total, list.cursor, list.incomplete]).toEqual([7, undefined, []]);
  });

  it('asks for the next page before it looks at the one that has come', async () => {
    const cloud = new Acme(...many(3));
    cloud.pageSize = 1;
    const order: string[] = [];
    cloud.before = ({ verb }) => {
      if (verb === 'list') order.push('asked');
    };
    await fleetOf({ acme: cloud }).fleet.list({}, context({ progress: () => order.push('looked at') }));
    expect(order).toEqual(['asked', 'asked', 'looked at', 'asked', 'looked at', 'looked at']);
  });

  it('lets others have their turn while it looks at a page of a thousand', async () => {
    const cloud = new Acme(...many(1000));
    cloud.pageSize = 1000;
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    const list = await fleetOf({ acme: cloud }).fleet.list({ limit: 1000 }, context());
    clearImmediate(next);
    expect(list.instances).toHaveLength(1000);
    expect(turns).toBeGreaterThanOrEqual(19);
  });

  it('leaves no failure of a page unheard that was asked for ahead and is no longer wanted', async () => {
    const cloud = new Acme(server({ id: 'i-1', vcpus: NaN }), server({ id: 'i-2' }));
    cloud.pageSize = 1;
    let pages = 0;
    cloud.before = async ({ verb }) => {
      if (verb !== 'list' || ++pages === 1) return;
      await Promise.resolve();
      throw down();
    };
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    const refused = await refusal(fleetOf({ acme: cloud }).fleet.list({}, context()));
    await new Promise(setImmediate);
    process.off('unhandledRejection', hear);
    expect([refused.code, pages, unheard]).toEqual(['INTERNAL', 2, []]);
  });

  it('hands a long list out in parts that neither skip nor repeat, even when the cloud changes meanwhile', async () => {
    const cloud = new Acme(...many(5));
    const { fleet } = fleetOf({ acme: cloud });
    const first = await fleet.list({ provider: 'acme', limit: 2 }, context());
    cloud.instances.splice(0, 1);
    const second = await fleet.list({ provider: 'ACME', limit: 2, cursor: String(first.cursor) }, context());
    const third = await fleet.list({ provider: 'acme', limit: 2, cursor: String(second.cursor) }, context());
    const ids = [first, second, third].map(({ instances }) => instances.map(({ id }) => id));
    expect(ids).toEqual([['i-1', 'i-2'], ['i-3', 'i-4'], ['i-5']]);
    expect([third.cursor, third.total]).toEqual([undefined, 5]);
  });

  it('refuses a cursor that is not its own', async () => {
    const clock = TestClock.still();
    const { fleet } = fleetOf({ acme: new Acme(...many(3)) }, clock);
    const { cursor } = await fleet.list({ provider: 'acme', limit: 1 }, context());
    const wrong = {
      code: 'VALIDATION_FAILED',
      message: 'cursor: it is not one of this listing, or too old; leave it out to start again.',
      details: undefined,
    };
    const of = (query: { provider?: string; account?: string; cursor: string }) =>
      refusal(fleet.list(query, context()));
    expect(await of({ provider: 'acme', cursor: 'made-up' })).toEqual(wrong);
    expect(await of({ provider: 'acme', cursor: `${String(cursor).split(':')[0] ?? ''}:-1` })).toEqual(wrong);
    expect(await of({ cursor: String(cursor) })).toEqual(wrong);
    expect(await of({ provider: 'acme', account: 'default', cursor: String(cursor) })).toEqual(wrong);
    clock.advance(10 * 60_000 + 1);
    expect(await of({ provider: 'acme', cursor: String(cursor) })).toEqual(wrong);
  });

  it('names the scopes that failed and then gives no total', async () => {
    const cloud = new Acme(...many(1), ...many(1, 'other'));
    cloud.accounts = ['default', 'other'];
    cloud.fail('other', new McmError('PERMISSION_DENIED', 'The key may not read.'));
    const { fleet } = fleetOf({ acme: cloud });
    const list = await fleet.list({}, context());
    expect(list.instances.map(({ id }) => id)).toEqual(['i-1']);
    expect(list.total).toBeUndefined();
    expect(list.incomplete).toEqual([
      { provider: 'acme', account: 'other', code: 'PERMISSION_DENIED', message: 'The key may not read.' },
    ]);
  });

  it('is an error where nothing could be asked', async () => {
    const cloud = new Acme();
    cloud.accounts = ['a', 'b'];
    cloud.before = () => {
      throw down();
    };
    const { fleet } = fleetOf({ acme: cloud });
    expect(await refusal(fleet.list({}, context()))).toMatchObject({
      code: 'PROVIDER_ERROR',
      message:
        'Nothing could be listed, and acme/a, acme/b could not be asked, so it may be there: Acme is down.',
    });
  });

  it('shows no raw error of a plugin, and logs it', async () => {
    const cloud = new Acme();
    cloud.fail('default', new TypeError('no such property', { cause: new Error('half an answer') }));
    const { fleet, log } = fleetOf({ acme: cloud });
    expect(await refusal(fleet.list({}, context()))).toMatchObject({
      code: 'INTERNAL',
      message: 'The plugin acme failed.',
    });
    expect(log.said).toEqual([
      expect.stringMatching(/^failed .*TypeError: no such property.*caused by Error: half an answer/),
    ]);
  });

  it('stops a provider that keeps answering with the same next page', async () => {
    const cloud = new Acme();
    cloud.also = { listPage: () => Promise.resolve({ items: [], next: 'again' }) };
    expect(await refusal(fleetOf({ acme: cloud }).fleet.list({}, context()))).toMatchObject({
      code: 'PROVIDER_ERROR',
      message: 'acme keeps answering with the same next page.',
    });
  });

  it('tells how far it is', async () => {
    const cloud = new Acme(...many(3));
    cloud.pageSize = 2;
    const said: string[] = [];
    await fleetOf({ acme: cloud }).fleet.list({}, context({ progress: (message) => said.push(message) }));
    expect(said).toEqual(['2 instances so far', '3 instances so far']);
  });

  it('rejects when the call is cancelled', async () => {
    const controller = new AbortController();
    const cloud = new Acme(...many(3));
    cloud.before = ({ signal }) => {
      controller.abort();
      signal.throwIfAborted();
    };
    expect(
      await refusal(fleetOf({ acme: cloud }).fleet.list({}, context({ signal: controller.signal }))),
    ).toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('which providers and accounts', () => {
  it('a provider that does not exist is refused with those that do', async () => {
    const { fleet } = fleetOf({ acme: new Acme(), beta: new Acme() });
    expect(await refusal(fleet.list({ provider: 'gamma' }, context()))).toEqual({
      code: 'VALIDATION_FAILED',
      message: 'provider: there is no such provider; known are acme, beta.',
      details: { known: ['acme', 'beta'] },
    });
  });

  it('a provider that is not configured says what is missing', async () => {
    const cloud = new Acme();
    cloud.accounts = [];
    expect(await refusal(fleetOf({ acme: cloud }).fleet.list({ provider: 'acme' }, context()))).toEqual({
      code: 'PROVIDER_NOT_AVAILABLE',
      message: 'Acme is not configured: ACME_KEY is not set.',
      details: { missing: ['ACME_KEY'] },
    });
  });

  it('one that did not load says why', async () => {
    const { fleet, roster } = fleetOf({});
    roster.fail({ name: 'Acme', reason: 'it has a fault' });
    expect(await refusal(fleet.list({ provider: 'acme' }, context()))).toMatchObject({
      code: 'PROVIDER_NOT_AVAILABLE',
      message: 'The plugin Acme did not load: it has a fault',
    });
  });

  it('where all are meant, those that are not configured are left out; none at all is an error', async () => {
    const empty = new Acme();
    empty.accounts = [];
    const { fleet } = fleetOf({ acme: new Acme(...many(1)), beta: empty });
    expect((await fleet.list({}, context())).total).toBe(1);
    expect(await refusal(fleetOf({ beta: empty }).fleet.list({}, context()))).toMatchObject({
      code: 'PROVIDER_NOT_AVAILABLE',
      message: 'No cloud is configured.',
    });
  });

  it('an account that does not exist is refused with those that do [RULE:ACCOUNT]', async () => {
    const { fleet } = fleetOf({ acme: new Acme() });
    expect(await refusal(fleet.list({ provider: 'acme', account: 'shop' }, context()))).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'account: acme has no such account; known are default.',
    });
    expect(await refusal(fleet.list({ account: 'shop' }, context()))).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'account: no cloud has such an account; known are default.',
    });
  });
});
