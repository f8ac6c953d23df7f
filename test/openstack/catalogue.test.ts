import { afterEach, describe, expect, it } from '@jest/globals';
import type { McmError } from 'multi-cloud-manager/plugin';
import type { CatalogueEntry } from '../../examples/plugin-openstack/simulator/index.js';
import { serverId } from '../../examples/plugin-openstack/simulator/index.js';
import { rejection } from '../http/fixture.js';
import { closeAll, context, SCOPE, world } from './world.js';

afterEach(closeAll);

const at = (change: (entry: CatalogueEntry) => CatalogueEntry) => ({
  catalogue: (entries: readonly CatalogueEntry[]) => entries.map(change),
});
const moved = (type: string, url: (right: string) => string) =>
  at((entry) => (entry.type === type ? { ...entry, url: url(entry.url) } : entry));
const get = ({ provider }: Awaited<ReturnType<typeof world>>) => provider.get(SCOPE, serverId(1), context());

describe('the regions of the catalogue', () => {
  it('are the scopes: those that have a compute end point', async () => {
    const { provider } = await world();
    expect(await provider.scopes({ name: 'default' }, context())).toEqual([
      { account: 'default', region: 'RegionOne' },
      { account: 'default', region: 'RegionTwo' },
    ]);
  });

  it('have servers of their own', async () => {
    const { provider } = await world();
    const list = async (region: string) =>
      (await provider.listPage({ account: 'default', region }, undefined, context())).items.map(
        ({ name, region: where }) => [name, where],
      );
    expect(await list('RegionTwo')).toEqual([['far-away', 'RegionTwo']]);
    expect((await list('RegionOne')).map(([name]) => name)).toEqual([
      'web-1',
      'batch-1',
      'batch-2',
      'v6-only',
      'flat-net',
      'kept',
      serverId(7),
    ]);
  });

  it('may be named in the config; one that is not there says so when it is asked, not by being empty', async () => {
    const { provider } = await world({ regions: ['RegionTwo', 'Atlantis'] });
    const scopes = await provider.scopes({ name: 'default' }, context());
    expect(scopes.map(({ region }) => region)).toEqual(['RegionTwo', 'Atlantis']);
    expect(
      await rejection(provider.listPage({ account: 'default', region: 'Atlantis' }, undefined, context())),
    ).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'The catalogue has no compute end point in that region; there is RegionOne, RegionTwo.',
    });
  });

  it.each([
    ['none', () => []],
    ['one of another interface', () => [{ type: 'compute', region: '', url: '' }]],
  ])('that are %s are no empty cloud', async (_what, catalogue) => {
    const { provider } = await world({}, { catalogue });
    expect(await rejection(provider.scopes({ name: 'default' }, context()))).toMatchObject({
      code: 'PROVIDER_NOT_AVAILABLE',
      message: 'The catalogue of this login has no public compute end point.',
    });
  });

  it.each(['<b>', 'a\u200bb', 'x'.repeat(65), ' '])('called %j are refused', async (region) => {
    const { provider } = await world(
      {},
      at((entry) => ({ ...entry, region })),
    );
    expect(await rejection(provider.scopes({ name: 'default' }, context()))).toMatchObject({
      code: 'PROVIDER_ERROR',
      message: 'A region in the catalogue has a name that is too long, or has unusual characters.',
      retryable: false,
    });
  });
});

describe('an end point of the catalogue is not believed', () => {
  it.each([
    ['https://compute.example.net/v2.1', 'compute.example.net'],
    ['http://192.0.2.80/latest/meta-data', '192.0.2.80'],
    ['https://127.0.0.1.example.net/v2.1', '127.0.0.1.example.net'],
    ['https://user@evil.example.net/v2.1', 'evil.example.net'],
    ['http://[2001:db8::1]/v2.1', '[2001:db8::1]'],
    ['http://localhost/v2.1', 'localhost'],
    ['file:///etc/passwd', 'no host'],
    ['not a URL', 'no host'],
  ])('at %s, and the token is not sent there', async (url, host) => {
    const it = await world(
      {},
      moved('compute', () => url),
    );
    const error = await rejection(get(it));
    expect(error).toMatchObject({
      code: 'PROVIDER_NOT_AVAILABLE',
      message: `The catalogue says that the compute end point is at ${host}, which the config does not allow.`,
    });
    expect(it.asked()).toEqual(['POST /identity/v3/auth/tokens']);
  });

  it('for the network either', async () => {
    const it = await world(
      {},
      moved('network', () => 'https://network.example.net/'),
    );
    expect(await rejection(it.provider.findByAddress(SCOPE, '203.0.113.7', context()))).toMatchObject({
      code: 'PROVIDER_NOT_AVAILABLE',
      message:
        'The catalogue says that the network end point is at network.example.net, which the config does not allow.',
    });
    expect(it.asked()).toEqual(['POST /identity/v3/auth/tokens']);
  });

  it.each([
    ['without TLS, though its host is allowed', 'http://compute.example.net/v2.1', /must be https/],
    ['with a password in it', 'https://user:secret-1@compute.example.net/v2.1', /user name or a password/],
    ['with a query', 'https://compute.example.net/v2.1?to=elsewhere', /query/],
  ])('%s', async (_what, url, why) => {
    const it = await world(
      { hosts: ['compute.example.net'] },
      moved('compute', () => url),
    );
    const error = (await rejection(get(it))) as McmError;
    expect([error.code, why.test(error.message), error.message.includes('secret-1')]).toEqual([
      'PROVIDER_NOT_AVAILABLE',
      true,
      false,
    ]);
    expect(it.asked()).toEqual(['POST /identity/v3/auth/tokens']);
  });
});

describe('an end point of the catalogue is believed', () => {
  it.each([['localhost'], ['LOCALHOST'], ['*.nowhere.example.com', 'localhost']])(
    'at a host that the config names as %s',
    async (...hosts) => {
      const it = await world(
        { hosts },
        moved('compute', (url) => url.replace('127.0.0.1', 'localhost')),
      );
      expect((await get(it))?.name).toBe('web-1');
    },
  );

  it.each([
    ['*.example.net', 'https://compute.eu.example.net', true],
    ['*.example.net', 'https://example.net', false],
    ['*.example.net', 'https://badexample.net', false],
    ['compute.example.net', 'https://compute.example.net.evil.example.org', false],
  ])('%s in the config lets in %s: %s', async (pattern, url, lets) => {
    const it = await world(
      { hosts: [pattern] },
      moved('network', () => `${url}/?no`),
    );
    const error = (await rejection(it.provider.findByAddress(SCOPE, '203.0.113.7', context()))) as McmError;
    // What is let in meets the check of the host's HTTP client, which takes no query.
    expect(error.message.includes('query')).toBe(lets);
  });

  it.each([
    ['with a slash at its end', (url: string) => `${url}/`],
    ['without a version', (url: string) => url.replace('/v2.1', '')],
  ])('%s', async (_what, url) => {
    const it = await world({}, moved('compute', url));
    expect((await get(it))?.name).toBe('web-1');
  });

  it('of the network with a version', async () => {
    const it = await world(
      {},
      moved('network', (url) => `${url}v2.0/`),
    );
    expect(await it.provider.findByAddress(SCOPE, '203.0.113.7', context())).toHaveLength(1);
  });
});
