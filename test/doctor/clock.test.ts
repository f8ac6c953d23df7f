import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { utimes } from 'node:fs/promises';
import { createAwsSimulator, exampleFleet as awsFleet } from '../../plugins/aws/simulator.js';
import { createDigitalOceanSimulator, exampleFleet } from '../../plugins/digitalocean/simulator.js';
import { clockCheck } from '../../src/doctor/clock.js';
import { systemClock } from '../../src/http/wait.js';
import { loadLocale } from '../../src/locale/words.js';
import { Workspace } from '../config/workspace.js';
import '../lazy-rooms.js';
import { factsOf, found, only } from './world.js';

const MINUTE = 60_000;
let workspace: Workspace;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  await workspace.remove();
});

/** The system's clock, wrong by so much. */
const wrongBy = (ms: number) => ({
  now: () => new Date(Date.now() + ms),
  sleep: systemClock.sleep.bind(systemClock),
});

const judged = async (env: Readonly<Record<string, string>>, ms: number) =>
  only(await found(factsOf(workspace, env, { clock: wrongBy(ms) })), 'clock')[0];

describe('the clock [RULE:DOCTOR]', () => {
  it('is compared with the answers of the clouds that are asked anyway', async () => {
    const simulator = await createDigitalOceanSimulator({
      accounts: [{ droplets: exampleFleet(), tokens: { dop_v1_right: 'all' }, email: 'a@example.com' }],
    });
    open.push(simulator);
    const env = { DIGITALOCEAN_TOKEN: 'dop_v1_right', DIGITALOCEAN_API_URL: simulator.url };
    expect(await judged(env, 0)).toMatchObject({ status: 'ok' });
    expect(simulator.journal.entries).toHaveLength(2);
    expect(await judged(env, -2 * MINUTE)).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('2 minutes behind'),
    });
    expect(await judged(env, 60 * MINUTE)).toMatchObject({
      status: 'failed',
      found: expect.stringContaining('60 minutes ahead of'),
      next: expect.stringContaining('timedatectl'),
    });
  });

  it('is compared with the answers to an SDK too, also where they refuse', async () => {
    const simulator = await createAwsSimulator({
      accounts: [{ id: '111122223333', instances: awsFleet(), keys: {} }],
    });
    open.push(simulator);
    const env = {
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'a-secret',
      AWS_ENDPOINT_URL: simulator.url,
    };
    expect(await judged(env, -60 * MINUTE)).toMatchObject({ status: 'failed' });
  });

  it('cannot be judged where nobody answers, unless it is before mcm was installed', async () => {
    const program = await workspace.write('cli.js', '');
    const about = { platform: 'linux', program, locale: 'en' } as const;
    expect(await clockCheck(undefined, { ...about, clock: systemClock })).toMatchObject({
      status: 'skipped',
    });
    const later = new Date(Date.now() + 3 * 24 * 60 * MINUTE);
    await utimes(program, later, later);
    expect(await clockCheck(undefined, { ...about, clock: systemClock })).toMatchObject({ status: 'failed' });
  });

  it('is told of in 简体中文', async () => {
    await loadLocale('zh-CN');
    const about = { platform: 'freebsd', program: '', locale: 'zh-CN', clock: systemClock } as const;
    expect(await clockCheck(6 * MINUTE, about)).toEqual({
      id: 'clock',
      status: 'failed',
      found: '时钟比作出应答的云慢 6 分钟；签名请求会因此被拒绝。',
      next: '请校准时钟，并开启时间同步。',
    });
    expect(await clockCheck(-45_000, { ...about, platform: 'win32' })).toMatchObject({
      status: 'warning',
      found: '时钟比作出应答的云快 45 秒；达到五分钟就过大了。',
      next: expect.stringContaining('`w32tm /resync`'),
    });
  });
});
