import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { rejection } from '../http/fixture.js';
import { serverId, SIMULATOR_USER } from '../../examples/plugin-openstack/simulator/index.js';
import { byCredential, byPassword, closeAll, context, makeProvider, NOW, SCOPE, world } from './world.js';

afterEach(closeAll);

const BY_CREDENTIAL = { password: undefined, applicationCredential: byCredential };
const get = ({ provider }: Awaited<ReturnType<typeof world>>, number = 1) =>
  provider.get(SCOPE, serverId(number), context());
const minute = 60_000;

describe('logging in to Keystone', () => {
  it('with a password says the user, the project and their domains', async () => {
    const it = await world();
    await get(it);
    expect(it.simulator.journal.entries[0]).toMatchObject({
      method: 'POST',
      path: '/identity/v3/auth/tokens',
      body: {
        auth: {
          identity: {
            methods: ['password'],
            password: { user: { name: 'ops', domain: { name: 'Default' }, password: 'simulated-password' } },
          },
          scope: { project: { name: 'demo', domain: { name: 'Default' } } },
        },
      },
    });
  });

  it('with an application credential says its id and its secret, and no project', async () => {
    const it = await world(BY_CREDENTIAL);
    expect((await get(it))?.name).toBe('web-1');
    expect(it.simulator.journal.entries[0]).toMatchObject({
      body: {
        auth: {
          identity: {
            methods: ['application_credential'],
            application_credential: { id: 'app-credential-1', secret: 'simulated-secret' },
          },
        },
      },
    });
  });

  it('takes authUrl with and without the version', async () => {
    const { simulator } = await world();
    for (const path of ['/identity', '/identity/', '/identity/v3', '/identity/v3/']) {
      const it = await world({ authUrl: `${simulator.url}${path}` });
      expect(await it.provider.scopes({ name: 'default' }, context())).toHaveLength(2);
    }
  });

  it('is done once for all who need a token at the same time', async () => {
    const it = await world();
    const found = await Promise.all([1, 2, 3, 4, 5].map((number) => get(it, number)));
    expect(found.map((each) => each?.name)).toEqual(['web-1', 'batch-1', 'batch-2', 'v6-only', 'flat-net']);
    expect(it.logins()).toBe(1);
  });

  it('is done anew shortly before a token runs out', async () => {
    const it = await world({}, { tokenSeconds: 600 });
    await get(it);
    it.simulator.clock.advance(8 * minute);
    await get(it);
    expect(it.logins()).toBe(1);
    it.simulator.clock.advance(minute);
    await get(it);
    expect(it.logins()).toBe(2);
    expect(it.simulator.journal.entries.filter(({ status }) => status === 401)).toEqual([]);
  });

  it('goes by how long a token lasts, not by whose clock is right', async () => {
    const { simulator, logins } = await world({}, { tokenSeconds: 600 });
    const aWeekAhead = new Date(NOW.getTime() + 7 * 24 * 60 * minute);
    const { provider, http } = makeProvider({
      accounts: [{ authUrl: simulator.authUrl, password: byPassword }],
      now: () => aWeekAhead,
    });
    await provider.scopes({ name: 'default' }, context());
    await provider.scopes({ name: 'default' }, context());
    expect(logins()).toBe(1);
    await http.close();
  });
});

describe('a token that is refused before its time', () => {
  it('is replaced once, and the read is sent again', async () => {
    const it = await world();
    await get(it);
    it.simulator.revokeTokens();
    it.simulator.journal.clear();
    expect((await get(it))?.name).toBe('web-1');
    const path = `/RegionOne/compute/v2.1/servers/${serverId(1)}`;
    expect(it.simulator.journal.entries.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['GET', path, 401],
      ['POST', '/identity/v3/auth/tokens', 201],
      ['GET', path, 200],
    ]);
  });

  it('is replaced once for all whose reads met it, early and late', async () => {
    const it = await world();
    await get(it);
    it.simulator.revokeTokens();
    it.simulator.journal.clear();
    const late = `/RegionOne/compute/v2.1/servers/${serverId(5)}`;
    it.simulator.fail({ kind: 'late', delayMs: 50, match: { path: late }, times: 1, takesEffect: true });
    await Promise.all([1, 2, 3, 4, 5].map((number) => get(it, number)));
    expect(it.simulator.journal.entries.filter(({ status }) => status === 401)).toHaveLength(5);
    expect([it.logins(), it.simulator.tokens().length]).toEqual([1, 2]);
  });

  it('is not replaced a second time for the same read', async () => {
    const it = await world();
    await get(it);
    it.simulator.journal.clear();
    const path = /servers/;
    it.simulator.fail({ kind: 'status', status: 401, match: { path } });
    expect(await rejection(get(it))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'Nova refused the token (HTTP 401).',
    });
    expect(it.asked().map((each) => each.split(' ')[0])).toEqual(['GET', 'POST', 'GET']);
  });

  it('is no reason to send a power request twice', async () => {
    const it = await world();
    const instance = await get(it, 2);
    if (!instance) throw new Error('There is such a server.');
    it.simulator.revokeTokens();
    it.simulator.journal.clear();
    const permit = it.mint.mint({
      ...{ provider: 'openstack', account: 'default', instance, action: 'reboot', variant: 'reboot' },
      ...{ force: false, callId: 'call-1' },
    });
    expect(await rejection(it.provider.power(SCOPE, permit, context()))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      details: { outcome: 'not_done' },
    });
    expect(it.asked()).toEqual([`POST /RegionOne/compute/v2.1/servers/${serverId(2)}/action`]);
    expect(it.simulator.server(serverId(2))).toEqual({ status: 'ACTIVE', task: null });
  });
});

describe('a wrong secret', () => {
  it('is tried once, and the error says what may be wrong and not what was said', async () => {
    const it = await world({ password: { ...byPassword, password: 'wrong-password' } });
    const error = await rejection(get(it));
    expect(error).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'Keystone refused the login (HTTP 401).',
    });
    expect(JSON.stringify([error, it.lines])).not.toMatch(/wrong-password|simulated-password/);
    expect(it.asked()).toEqual(['POST /identity/v3/auth/tokens']);
  });

  it('that a program prints is read once more, and tried again only when it is another one by now', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mcm-openstack-'));
    try {
      const place = join(directory, 'secret');
      await writeFile(place, 'old-password');
      const program = [process.execPath, '-p', `require('node:fs').readFileSync('${place}', 'utf8')`];
      const it = await world({ password: { ...byPassword, password: { exec: program } } });
      await rejection(get(it));
      expect(it.logins()).toBe(1);
      await writeFile(place, SIMULATOR_USER.password);
      expect((await get(it))?.name).toBe('web-1');
      expect(it.logins()).toBe(3);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  it('that is not there is told before anything is sent', async () => {
    const it = await world({ password: { ...byPassword, password: undefined } });
    expect(await rejection(get(it))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(it.asked()).toEqual([]);
    expect(it.provider.settings()).toEqual([{ name: 'OS_PASSWORD', required: true, present: false }]);
  });
});

it('neither passwords nor tokens are in the log, and the redactor knows the tokens', async () => {
  const it = await world();
  await get(it);
  it.simulator.revokeTokens();
  await get(it);
  expect(it.lines.join('\n')).not.toMatch(/simulated-password|gAAAAA/);
  expect(it.simulator.tokens()).toHaveLength(2);
  expect(it.redacted).toEqual(expect.arrayContaining([...it.simulator.tokens()]));
});
