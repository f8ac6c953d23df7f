import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestHost, type Simulator, type TestHost } from 'multi-cloud-manager/testing';
import acme from '../../examples/acme-plugin.js';
import freeze from '../../examples/freeze-policy.js';
import quietHours from '../../examples/quiet-hours-policy.js';
import stopped from '../../examples/stopped-plugin.js';
import { loadConfig } from '../../src/config/load.js';
import { createHost } from '../../src/host/create-host.js';
import { HOST_MODULES } from '../../src/host/modules.js';
import { acmeApi } from './acme-api.js';

const TOKEN = 'acme-token-5d1c';
const POWER_ON = {
  provider: 'acme',
  instance_id: 'srv-2',
  action: 'power_on',
  ip_confirmation: '192.0.2.8',
  name_confirmation: 'web-2',
  operation_confirmation: 'power on',
  wait_seconds: 0,
};

describe('the examples of the documents', () => {
  let api: Simulator;
  let host: TestHost | undefined;
  const start = async (options: Partial<Parameters<typeof createTestHost>[0]> = {}): Promise<TestHost> => {
    host = await createTestHost({
      plugins: [stopped, { use: acme, config: { endpoint: api.url } }],
      env: { ACME_TOKEN: TOKEN },
      ...options,
    });
    return host;
  };

  beforeEach(async () => {
    api = await acmeApi(TOKEN);
  });
  afterEach(async () => {
    await host?.close();
    await api.close();
  });

  it('the config of docs/config.md brings the plugin beside it along', async () => {
    const home = await mkdtemp(join(tmpdir(), 'mcm-example-'));
    try {
      const config = await loadConfig({
        cwd: home,
        home,
        env: { DIGITALOCEAN_TOKEN: 'unused-token' },
        platform: process.platform,
        configPath: fileURLToPath(new URL('../../examples/mcm.config.ts', import.meta.url)),
        hostModules: HOST_MODULES,
      });
      const log: string[] = [];
      const whole = await createHost(config, { write: (line) => log.push(line) });
      expect(log).toEqual([]);
      expect(whole.tools().map(({ name }) => name)).toEqual(
        expect.arrayContaining(['list_stopped_instances', 'list_digitalocean_droplets']),
      );
      await whole.close();
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  it('load without a complaint', async () => {
    const { log, tools } = await start();
    expect(log).toEqual([]);
    expect((await tools()).map(({ name }) => name)).toContain('list_stopped_instances');
  });

  it('the plugin of docs/plugins.md answers over every page of a cloud', async () => {
    const { call } = await start();
    const { isError, content } = await call('list_stopped_instances');
    expect(isError).toBe(false);
    expect(content).toMatchObject({ instances: [{ id: 'srv-3' }, { id: 'srv-2' }], incomplete: [] });
  });

  it('a cloud of a stranger is found by address like any other', async () => {
    const { call } = await start();
    const { content } = await call('get_instance_info', { ip_address: '2001:DB8:0::25' });
    expect(content).toMatchObject({ provider: 'acme', id: 'srv-3', name: 'mail', status: 'stopped' });
  });

  it('a cloud of a stranger says what it lacks', async () => {
    const { call } = await start({ env: {} });
    const { content } = await call('check_provider_availability', { provider_name: 'acme' });
    expect(content).toMatchObject({ available: false, reason: 'ACME_TOKEN is not set' });
  });

  it('its power action sends what it declared, once, after the confirmations', async () => {
    const { call } = await start();
    const { ip_confirmation, ...without } = POWER_ON;
    expect((await call('manage_instance_power', without)).content).toMatchObject({
      status: 'confirmation_required',
      missing: ['ip_confirmation'],
    });
    expect(api.journal.mutations()).toEqual([]);
    const done = await call('manage_instance_power', { ...without, ip_confirmation });
    expect(done.content).toMatchObject({
      status: 'completed',
      state_before: 'stopped',
      state_after: 'running',
    });
    expect(api.journal.mutations().map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      { method: 'POST', path: '/servers/srv-2/power', body: { on: true } },
    ]);
  });

  it.each([
    ['en', 'Nothing is switched before 2999-01-01T00:00:00Z: a release is under way.'],
    ['zh-CN', '正在发布版本，2999-01-01T00:00:00Z 之前不得操作电源。'],
  ] as const)('the policy with texts in several languages, in %s', async (locale, reason) => {
    const { call } = await start({
      policies: [freeze({ until: '2999-01-01T00:00:00Z' })],
      config: { locale },
    });
    const { code, text } = await call('manage_instance_power', POWER_ON);
    expect([code, text.includes(reason)]).toEqual(['POLICY_DENIED', true]);
    expect(api.journal.mutations()).toEqual([]);
  });

  it.each([
    ['23:30', 'a person is asked for'],
    ['05:59', 'a person is asked for'],
    ['06:00', 'the arguments are enough'],
  ])('the policy at %s UTC: %s', async (time, expected) => {
    const clock = {
      now: () => new Date(`2026-01-01T${time}:00Z`),
      sleep: (_ms: number, signal: AbortSignal) =>
        new Promise<void>((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        }),
    };
    const { call } = await start({ policies: [quietHours({ from: 22, to: 6 })], clock });
    const { content } = await call('manage_instance_power', POWER_ON);
    expect(content['level'] === 'human' ? 'a person is asked for' : 'the arguments are enough').toBe(
      expected,
    );
  });
});
