import { describe, expect, it } from '@jest/globals';
import { McmError, type Found } from 'multi-cloud-manager/plugin';
import { Acme, down, server } from '../fixtures/acme.js';
import { context, fleetOf, refusal } from './fleet-fixture.js';

const two = () => ({
  acme: new Acme(server({ id: 'i-1', public_ips: ['203.0.113.7', '2001:db8::a:7'] })),
  beta: new Acme(server({ id: 'i-2', public_ips: ['203.0.113.8'] })),
});
const where = ({ instances }: Found) =>
  instances.map(({ provider, account, id }) => `${provider}/${account}/${id}`);

describe('finding by address [RULE:FIND-BY-ANY-SPELLING]', () => {
  it.each(['203.0.113.7', ' 203.0.113.7', '::ffff:203.0.113.7', '2001:db8::a:7', '2001:0DB8:0:0:0:0:A:7'])(
    '%j is found, on whichever cloud it is',
    async (identifier) => {
      const { fleet } = fleetOf(two());
      expect(where(await fleet.find({ identifier }, context()))).toEqual(['acme/default/i-1']);
    },
  );

  it('finds an address that the cloud itself spells otherwise', async () => {
    const cloud = new Acme(server({ id: 'i-1', public_ips: ['2001:0DB8:0000::A01'] }));
    const { instances } = await fleetOf({ acme: cloud }).fleet.find(
      { identifier: '2001:db8::a01' },
      context(),
    );
    const [found] = instances;
    expect(found?.public_ips).toEqual(['2001:db8::a01']);
  });

  it('looks on the last page too [RULE:ALL-PAGES]', async () => {
    const cloud = new Acme(
      ...[1, 2, 3].map((n) => server({ id: `i-${String(n)}`, public_ips: [`203.0.113.${String(n)}`] })),
    );
    cloud.pageSize = 1;
    expect(
      where(await fleetOf({ acme: cloud }).fleet.find({ identifier: '203.0.113.3' }, context())),
    ).toEqual(['acme/default/i-3']);
  });

  it('asks for no further page once it has a public address', async () => {
    const cloud = new Acme(server({ id: 'i-1' }), server({ id: 'i-2', public_ips: ['203.0.113.8'] }));
    cloud.pageSize = 1;
    await fleetOf({ acme: cloud }).fleet.find({ identifier: '203.0.113.7' }, context());
    expect(cloud.asked).toEqual(['scopes default', 'list default', 'get default i-1']);
  });

  it('stops the other clouds when one has answered', async () => {
    const clouds = two();
    let stopped = false;
    const betaIsAsked = new Promise<void>((asked) => {
      clouds.beta.before = ({ verb, signal }) =>
        verb === 'list'
          ? new Promise((_, reject) => {
              signal.addEventListener('abort', () => {
                stopped = true;
                reject(new Error('aborted'));
              });
              asked();
            })
          : undefined;
    });
    clouds.acme.before = () => betaIsAsked;
    const found = await fleetOf(clouds).fleet.find({ identifier: '203.0.113.7' }, context());
    expect([where(found), stopped]).toEqual([['acme/default/i-1'], true]);
  });

  it('does not even ask the clouds that come after one that has answered', async () => {
    const clouds = two();
    await fleetOf(clouds).fleet.find({ identifier: '203.0.113.7' }, context());
    expect(clouds.beta.asked).toEqual([]);
  });

  it('gives every account that has a private address', async () => {
    const cloud = new Acme(
      server({ id: 'i-1', private_ips: ['10.0.0.5'] }),
      server({ id: 'i-2', account: 'other', private_ips: ['10.0.0.5'] }),
    );
    cloud.accounts = ['default', 'other'];
    const { fleet } = fleetOf({ acme: cloud });
    expect(where(await fleet.find({ identifier: '10.0.0.5' }, context())).sort()).toEqual([
      'acme/default/i-1',
      'acme/other/i-2',
    ]);
    expect(await refusal(fleet.one({ identifier: '10.0.0.5' }, context()))).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringContaining('That means 2 instances (') as unknown,
    });
    expect((await fleet.one({ identifier: '10.0.0.5', account: 'other' }, context())).id).toBe('i-2');
  });

  it('asks only the provider that is named', async () => {
    const clouds = two();
    const { fleet } = fleetOf(clouds);
    expect(
      await refusal(fleet.find({ identifier: '203.0.113.7', provider: 'Beta' }, context())),
    ).toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: 'No instance has the address 203.0.113.7. Asked and answered: beta/default.',
    });
    expect(clouds.acme.asked).toEqual([]);
  });

  it('uses the search of a cloud that has one', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.also = { findByAddress: () => Promise.resolve([server({ id: 'i-1' })]) };
    const { fleet } = fleetOf({ acme: cloud });
    expect(where(await fleet.find({ identifier: '203.0.113.7' }, context()))).toEqual(['acme/default/i-1']);
    expect(cloud.asked).toEqual(['scopes default', 'get default i-1']);
  });

  it('does not ask again for what a search told in full', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.also = { findByAddress: () => Promise.resolve([server({ id: 'i-1', details: {} })]) };
    const { fleet } = fleetOf({ acme: cloud });
    expect(where(await fleet.find({ identifier: '203.0.113.7' }, context()))).toEqual(['acme/default/i-1']);
    expect(cloud.asked).toEqual(['scopes default']);
  });

  it.each([
    ['127.0.0.1', 'No server has an address of this kind (loopback).'],
    ['224.0.0.1', 'No server has an address of this kind (multicast).'],
    ['::', 'No server has an address of this kind (unspecified).'],
    ['203.0.113.300', 'That is not an IP address; expected IPv4 like 192.0.2.7 or IPv6 like 2001:db8::7.'],
    ['i-1', 'That is not an IP address; expected IPv4 like 192.0.2.7 or IPv6 like 2001:db8::7.'],
  ])('%s is refused before anything is asked', async (identifier, message) => {
    const clouds = two();
    const refused = refusal(fleetOf(clouds).fleet.find({ identifier, as: 'address' }, context()));
    expect(await refused).toMatchObject({ code: 'VALIDATION_FAILED', message });
    expect(clouds.acme.asked).toEqual([]);
  });
});

describe('not finding [RULE:NOT-FOUND-ONLY-WHEN-ALL-ANSWERED]', () => {
  it('names everything that was asked', async () => {
    expect(await refusal(fleetOf(two()).fleet.find({ identifier: '203.0.113.99' }, context()))).toEqual({
      code: 'RESOURCE_NOT_FOUND',
      message: 'No instance has the address 203.0.113.99. Asked and answered: acme/default, beta/default.',
      details: { asked: ['acme/default', 'beta/default'] },
    });
  });

  it('is never said where a scope could not be asked', async () => {
    const clouds = two();
    clouds.beta.fail('default', down());
    const refused = await refusal(fleetOf(clouds).fleet.find({ identifier: '203.0.113.99' }, context()));
    expect(refused).toMatchObject({
      code: 'PROVIDER_ERROR',
      message:
        'Nothing that was asked has the address 203.0.113.99, and beta/default could not be asked, so it may be there: Acme is down.',
    });
    expect(refused.details).toMatchObject({
      incomplete: [
        { provider: 'beta', account: 'default', code: 'PROVIDER_ERROR', message: 'Acme is down.' },
      ],
    });
  });

  it('a private address names the scopes that may have it too, and is then not enough to mean one [RULE:PRIVATE-MATCHES]', async () => {
    const clouds = {
      acme: new Acme(server({ id: 'i-1', private_ips: ['10.0.0.5'] })),
      beta: new Acme(server({ id: 'i-2', private_ips: ['10.0.0.5'] })),
    };
    clouds.beta.fail('default', down());
    const { fleet } = fleetOf(clouds);
    const found = await fleet.find({ identifier: '10.0.0.5' }, context());
    expect(where(found)).toEqual(['acme/default/i-1']);
    expect(found.incomplete).toMatchObject([
      { provider: 'beta', account: 'default', code: 'PROVIDER_ERROR' },
    ]);
    expect(await refusal(fleet.one({ identifier: '10.0.0.5' }, context()))).toMatchObject({
      code: 'VALIDATION_FAILED',
      message:
        'That may mean more than one instance, and beta/default could not be asked; name the account, or use the id.',
    });
  });

  it('what is found is told even where another scope could not be asked', async () => {
    const clouds = two();
    clouds.beta.fail('default', down());
    expect(where(await fleetOf(clouds).fleet.find({ identifier: '203.0.113.7' }, context()))).toEqual([
      'acme/default/i-1',
    ]);
  });
});

describe('finding by id', () => {
  it('takes the form that the cloud uses', async () => {
    expect(where(await fleetOf({ acme: two().acme }).fleet.find({ identifier: ' I-1 ' }, context()))).toEqual(
      ['acme/default/i-1'],
    );
  });

  it('asks only clouds whose ids look like that', async () => {
    const clouds = two();
    clouds.beta.also = { parseId: () => undefined, idForm: 'a whole number' };
    await fleetOf(clouds).fleet.find({ identifier: 'i-1' }, context());
    expect(clouds.beta.asked).toEqual([]);
  });

  it('says what it expected where it is neither address nor id', async () => {
    expect(
      await refusal(fleetOf(two()).fleet.find({ identifier: 'web-server-01' }, context())),
    ).toMatchObject({
      code: 'VALIDATION_FAILED',
      message:
        'It is neither an IP address nor an id; expected an address, or an id like i-1 (acme), or an id like i-1 (beta).',
    });
  });

  it('takes the error of the account that failed where the others do not have it', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.accounts = ['default', 'other'];
    cloud.fail('other', new McmError('INVALID_CREDENTIALS', 'The key is wrong.'));
    const { fleet } = fleetOf({ acme: cloud });
    expect(await refusal(fleet.find({ identifier: 'i-2' }, context()))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
    });
    expect(where(await fleet.find({ identifier: 'i-1' }, context()))).toEqual(['acme/default/i-1']);
  });
});

describe('metrics and verification', () => {
  it('a cloud without metrics says so', async () => {
    const { fleet } = fleetOf({ acme: new Acme() });
    expect(await refusal(fleet.metrics(server({ id: 'i-1' }), 1, context()))).toMatchObject({
      code: 'OPERATION_NOT_SUPPORTED',
      message: 'Acme has no metrics here.',
    });
  });

  it('the range ends now', async () => {
    const cloud = new Acme();
    let asked: unknown;
    cloud.also = {
      metrics: (_scope, _instance, range) => {
        asked = range;
        return Promise.resolve({ series: [] });
      },
    };
    await fleetOf({ acme: cloud }).fleet.metrics(server({ id: 'i-1' }), 2, context());
    expect(asked).toEqual({ start: new Date('2026-03-01T10:00:00Z'), end: new Date('2026-03-01T12:00:00Z') });
  });

  it('one account is verified with one request', async () => {
    const cloud = new Acme();
    expect(await fleetOf({ acme: cloud }).fleet.verify('ACME', 'default', context())).toEqual({
      summary: 'Account default works.',
    });
    expect(cloud.asked).toEqual(['verify default']);
  });
});
