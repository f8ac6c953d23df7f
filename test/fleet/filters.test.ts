import { describe, expect, it } from '@jest/globals';
import { McmError, type ListQuery } from 'multi-cloud-manager/plugin';
import { Acme, down, server } from '../fixtures/acme.js';
import { context, fleetOf, refusal } from './fleet-fixture.js';

const clouds = () => {
  const acme = new Acme(
    server({ id: 'i-1', name: 'Web-1', region: 'north', tags: { env: 'test', web: '' } }),
    server({ id: 'i-2', name: 'web-2', region: 'south', status: 'stopped', tags: { env: 'a=b' } }),
    server({ id: 'i-3', name: 'db-1', region: 'south', account: 'lab', tags: {} }),
  );
  acme.accounts = ['default', 'lab'];
  acme.regions = ['north', 'south'];
  const beta = new Acme(
    server({ id: 'i-9', name: 'mail', region: 'east', status: 'unknown', tags: { web: 'yes' } }),
  );
  return { acme, beta };
};
const listed = async (query: ListQuery, given = clouds()) =>
  (await fleetOf(given).fleet.list(query, context())).instances.map(({ id }) => id);

describe('a listing is narrowed [RULE:LIST-FILTERS]', () => {
  it.each<[ListQuery, readonly string[]]>([
    [{}, ['i-1', 'i-2', 'i-3', 'i-9']],
    [{ provider: 'ACME' }, ['i-1', 'i-2', 'i-3']],
    [{ account: 'lab' }, ['i-3']],
    [{ account: 'default' }, ['i-1', 'i-2', 'i-9']],
    [{ region: 'south' }, ['i-2', 'i-3']],
    [{ region: 'east' }, ['i-9']],
    [{ status: 'stopped' }, ['i-2']],
    [{ status: 'terminated' }, []],
    [{ name: 'WEB' }, ['i-1', 'i-2']],
    [{ name: '-1' }, ['i-1', 'i-3']],
    [{ name: '.' }, []],
    [{ tag: 'env' }, ['i-1', 'i-2']],
    [{ tag: 'env=test' }, ['i-1']],
    [{ tag: 'env=a=b' }, ['i-2']],
    [{ tag: 'env=' }, []],
    [{ tag: 'web' }, ['i-1', 'i-9']],
    [{ tag: 'web=' }, ['i-1']],
    [{ tag: 'Env' }, []],
    [{ tag: 'constructor' }, []],
    [{ region: 'south', status: 'running', name: 'db' }, ['i-3']],
  ])('by %j', async (query, ids) => {
    expect(await listed(query)).toEqual(ids);
  });

  it('to a region: only that one is asked, where a cloud has regions', async () => {
    const given = clouds();
    await listed({ region: 'south', provider: 'acme', account: 'default' }, given);
    expect(given.acme.asked).toEqual(['scopes default', 'list default south']);
  });

  it('before it is counted and parted', async () => {
    const { fleet } = fleetOf(clouds());
    const first = await fleet.list({ name: 'web', limit: 1 }, context());
    expect([first.instances.map(({ id }) => id), first.total]).toEqual([['i-1'], 2]);
    const second = await fleet.list({ name: 'web', limit: 1, cursor: String(first.cursor) }, context());
    expect([second.instances.map(({ id }) => id), second.cursor]).toEqual([['i-2'], undefined]);
  });
});

describe('a region that no cloud has', () => {
  const onlyAcme = () => ({ acme: clouds().acme });

  it('is a mistake, and the known ones are named', async () => {
    expect(await refusal(fleetOf(onlyAcme()).fleet.list({ region: 'nroth' }, context()))).toEqual({
      code: 'VALIDATION_FAILED',
      message: 'region: no such region; known are north, south.',
      details: { known: ['north', 'south'] },
    });
  });

  it('is none where a cloud that does not say its regions was asked too', async () => {
    expect(await listed({ region: 'nroth' })).toEqual([]);
  });

  it('is not called a mistake where the regions of an account are not known', async () => {
    const given = onlyAcme();
    given.acme.before = ({ account, verb }) => {
      if (verb === 'scopes' && account === 'lab') throw new McmError('RATE_LIMITED', 'Not so fast.');
    };
    expect(await refusal(fleetOf(given).fleet.list({ region: 'nroth' }, context()))).toMatchObject({
      code: 'RATE_LIMITED',
    });
  });
});

describe('a scope that fails [RULE:SCOPE-FAILURE-IS-NAMED]', () => {
  it('is named by account and region, and the others answer', async () => {
    const given = clouds();
    given.acme.before = ({ verb, account, region }) => {
      if (verb === 'list' && account === 'lab' && region === 'north') throw down();
    };
    const list = await fleetOf(given).fleet.list({}, context());
    expect(list.instances.map(({ id }) => id)).toEqual(['i-1', 'i-2', 'i-3', 'i-9']);
    expect(list.incomplete).toEqual([
      { provider: 'acme', account: 'lab', region: 'north', code: 'PROVIDER_ERROR', message: 'Acme is down.' },
    ]);
    expect(list.total).toBeUndefined();
  });

  it('of which not even the regions are known is named by account', async () => {
    const given = clouds();
    given.acme.before = ({ verb, account }) => {
      if (verb === 'scopes' && account === 'lab')
        throw new McmError('PERMISSION_DENIED', 'No regions for you.');
    };
    const list = await fleetOf(given).fleet.list({}, context());
    expect(list.instances.map(({ id }) => id)).toEqual(['i-1', 'i-2', 'i-9']);
    expect(list.incomplete).toEqual([
      { provider: 'acme', account: 'lab', code: 'PERMISSION_DENIED', message: 'No regions for you.' },
    ]);
  });

  it('is named where nothing was found, and not where what was meant was found', async () => {
    const given = clouds();
    given.acme.before = ({ verb, region }) => {
      if (verb === 'list' && region === 'north') throw down();
    };
    given.acme.instance('i-2').public_ips = ['203.0.113.20'];
    const { fleet } = fleetOf({ acme: given.acme });
    expect(await refusal(fleet.find({ identifier: '203.0.113.99' }, context()))).toMatchObject({
      code: 'PROVIDER_ERROR',
      message:
        'Nothing that was asked has the address 203.0.113.99, and acme/default/north, acme/lab/north could not be asked, so it may be there: Acme is down.',
    });
    expect(
      (await fleet.find({ identifier: '203.0.113.20' }, context())).instances.map(({ id }) => id),
    ).toEqual(['i-2']);
  });

  it('that takes the cancelled call for its own failure names nothing: the call was cancelled', async () => {
    const given = clouds();
    const controller = new AbortController();
    given.acme.before = () => {
      controller.abort();
      throw down();
    };
    expect(
      await refusal(fleetOf(given).fleet.list({}, context({ signal: controller.signal }))),
    ).toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('a cursor is bound to its listing [RULE:CURSOR-IS-BOUND]', () => {
  it.each<[string, Partial<ListQuery>]>([
    ['provider', { provider: 'beta' }],
    ['account', { account: 'default' }],
    ['region', { region: 'south' }],
    ['status', { status: 'running' }],
    ['name', { name: 'we' }],
    ['tag', { tag: 'env=test' }],
  ])('another %s is refused, and nothing is asked', async (_, other) => {
    const given = clouds();
    const { fleet } = fleetOf(given);
    const query = { name: 'web', limit: 1 };
    const { cursor } = await fleet.list(query, context());
    const before = [given.acme.asked.length, given.beta.asked.length];
    expect(
      await refusal(fleet.list({ ...query, ...other, cursor: String(cursor) }, context())),
    ).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'cursor: it is not one of this listing, or too old; leave it out to start again.',
    });
    expect([given.acme.asked.length, given.beta.asked.length]).toEqual(before);
  });

  it('another limit is fine', async () => {
    const { fleet } = fleetOf(clouds());
    const { cursor } = await fleet.list({ limit: 1 }, context());
    const rest = await fleet.list({ limit: 50, cursor: String(cursor) }, context());
    expect([rest.instances.map(({ id }) => id), rest.cursor]).toEqual([['i-2', 'i-3', 'i-9'], undefined]);
  });
});
