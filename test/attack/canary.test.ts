import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { McmError } from 'multi-cloud-manager/plugin';
import type { Fault, JournalEntry } from 'multi-cloud-manager/testing';
import { run } from '../e2e/built.js';
import { talker } from '../fixtures/talker.js';
import { TestClock } from '../fixtures/clock.js';
import {
  NOBODYS,
  SECRETS,
  startCanaryClouds,
  type Asked,
  type CanaryClouds,
  type Target,
} from './canary-clouds.js';
import { RIGHT_CONFIGS, WRONG_CONFIGS } from './canary-configs.js';
import { faultsFor } from './canary-faults.js';
import { report, scale } from './scale.js';
import { Canaries, filesBelow, plainSecretOf, secretOf, spellings } from './secrets.js';
import { stateOf, tapHost, tapProgram, type Reply, type Tap } from './tap.js';

const PROXY_PASSWORD = secretOf('proxy password');
const PROXY_TOKEN = plainSecretOf('proxy token');
const ENDPOINT_SECRET = plainSecretOf('end point');
jest.setTimeout(scale(600_000, 60_000));

const EVERY_SECRET = {
  ...SECRETS,
  'proxy: password': PROXY_PASSWORD,
  'proxy: a token as the user name': PROXY_TOKEN,
  'an end point with credentials': ENDPOINT_SECRET,
};
const CLOUDS = ['aws', 'digitalocean', 'vultr', 'alibaba'] as const;
const canaries = new Canaries(EVERY_SECRET);

/** Pauses take no time on it. Signatures have a time in them, so the clouds share it. */
const clock = TestClock.running(new Date().toISOString());

const count = { calls: 0, faults: 0, characters: 0, seen: 0 };
/** Where a secret was seen since somebody last asked. */
const seen: string[] = [];
const cleanups: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
  const { calls, faults, characters } = count;
  report(
    `attack/canary: ${String(calls)} calls, ${String(faults)} faults, ${String(Object.keys(EVERY_SECRET).length)} secrets, ${String(characters)} characters looked at, ${String(count.seen)} seen`,
  );
});

function look(where: string, text: string): void {
  count.characters += text.length;
  for (const kind of canaries.in(text)) seen.push(`${kind} in ${where}`);
}

function nothingSeen(): void {
  const now = new Set(seen.splice(0));
  count.seen += now.size;
  expect([...now]).toEqual([]);
}

async function lookAtFiles(directory: string): Promise<void> {
  for (const { path, text } of await filesBelow(stateOf(directory)).catch(() => [])) {
    const name = path.slice(directory.length);
    look('the name of a file', name);
    look(name, text);
  }
}

/** Everything that a host let out, looked at when it has ended. */
async function lookAtAll(tap: Tap, directory: string): Promise<void> {
  await tap.close();
  look('stdout', tap.stdout());
  look('stderr', tap.stderr());
  await lookAtFiles(directory);
}

async function room(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'mcm-canary-'));
  cleanups.push(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function clouds(directory: string): Promise<CanaryClouds & { readonly all: CanaryClouds['env'] }> {
  const started = await startCanaryClouds(directory, clock);
  cleanups.push(() => started.close());
  return { ...started, all: { ...started.env, CANARY_VULTR: SECRETS['vultr: key in an env file'] } };
}

const ownSecrets = (cloud: string): readonly string[] =>
  Object.entries(SECRETS).flatMap(([kind, secret]) => (kind.startsWith(cloud) ? [secret] : []));

/** Every so many of a list. */
const some = <T>(list: readonly T[], every: number): readonly T[] =>
  list.filter((_, index) => index % every === 0);

/** The list, begun elsewhere. */
const from = <T>(list: readonly T[], start: number): readonly T[] => {
  const at = list.length === 0 ? 0 : start % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
};

function call(tap: Tap, [tool, input]: Asked): Promise<Reply> {
  count.calls += 1;
  return tap.call(tool, input);
}

/**
 * Acts under a fault that hits the power request and nothing before it, and says whether it did. On some clouds all requests go to
 * one path, so the reads are counted first; now and then the host reads once more than then.
 */
async function act(tap: Tap, { simulator }: Target, power: Asked, fault: Fault): Promise<boolean> {
  const { journal } = simulator;
  const sent = (): JournalEntry | undefined => journal.mutations()[0];
  for (let tries = 0; tries < 5; tries++) {
    journal.clear();
    await call(tap, power);
    const first = sent();
    if (!first) continue;
    simulator.fail({ kind: 'late', times: journal.entries.indexOf(first) });
    simulator.fail(fault);
    journal.clear();
    await call(tap, power);
    simulator.heal();
    if (sent()?.fault === fault.kind) return true;
  }
  return false;
}

it('secrets are seen in every spelling, so that silence means something', () => {
  for (const [kind, secret] of Object.entries(EVERY_SECRET))
    for (const spelling of spellings(secret)) {
      expect(canaries.in(`before ${spelling} after`)).toEqual([kind]);
      expect(canaries.in(JSON.stringify({ nested: JSON.stringify([spelling]) }))).toEqual([kind]);
    }
  expect(canaries.in('Only words, and 0123456789abcdef, and 4f0f12e5-1f84-404f-aa84-85f431ea5ec1.')).toEqual(
    [],
  );
});

describe('a host with every kind of secret, at log level debug', () => {
  let directory: string;
  let started: Awaited<ReturnType<typeof clouds>>;
  let tap: Tap;

  beforeAll(async () => {
    directory = await room();
    started = await clouds(directory);
    tap = await tapHost({ config: started.config, directory, env: started.all, clock });
  });

  it('uses them all', async () => {
    const { content } = await call(tap, ['list_instances', {}]);
    expect(content['incomplete']).toEqual([]);
    expect(content['total']).toBe(24);
    const replies = await Promise.all(
      started.targets.flatMap(({ reads }) => reads).map((read) => call(tap, read)),
    );
    expect(replies.flatMap(({ code }) => code ?? [])).toEqual(['RESOURCE_NOT_FOUND']);
    expect(replies.map(({ text }) => text).join('\n')).toContain(
      'ipinfo says that it is in the network of "AS64500',
    );
  });

  it.each(CLOUDS)('lets none out, whatever %s answers', async (name) => {
    const target = started.targets.find((each) => each.name === name);
    if (!target) throw new Error(name);
    const { simulator, reads, powers } = target;
    const faults = some(faultsFor(target, ownSecrets(name)), name === 'aws' ? scale(3, 8) : scale(1, 4));
    let hits = 0;
    for (const [index, { fault }] of faults.entries()) {
      count.faults += 1;
      for (const read of some(from(reads, index), scale(2, 3))) {
        simulator.fail(fault);
        await call(tap, read);
        simulator.heal();
      }
      const [power] = from(powers, index);
      if (!power) continue;
      if (await act(tap, target, power, fault)) hits += 1;
    }
    if (powers.length > 0) expect(hits).toBe(faults.length);
  });

  it('lets none out that a client gives it', async () => {
    for (const text of some(Object.values(SECRETS).flatMap(spellings), scale(1, 9))) {
      await call(tap, ['get_instance_info', { ip_address: text, account: text }]);
      await call(tap, ['list_instances', { name: text, tag: text, [text]: 1 }]);
      await call(tap, ['reboot_digitalocean_droplet', { droplet_id: 1001, reason: text }]);
    }
  });

  it('was listened to: debug lines came, and what was echoed came back redacted', async () => {
    await lookAtAll(tap, directory);
    expect(tap.stdout()).toContain('"method":"notifications/message","params":{"level":"debug"');
    expect(tap.stdout()).toContain('[redacted]');
    expect(tap.stderr()).toContain('mcm debug [alibaba]');
    nothingSeen();
  });
});

it('a plugin that tells its secret wherever it can is not heard', async () => {
  const directory = await room();
  const ways = 6;
  let way = 0;
  const gossip = talker((context, key) => {
    const url = `https://u:${encodeURIComponent(key)}@example.com`;
    const fields = { key, [key]: [{ header: `Bearer ${key}` }], url };
    context.progress(`${key} of ${key}`, 1, 2);
    for (const level of ['debug', 'info', 'warn', 'error'] as const)
      context.log[level](`with ${key}`, fields);
    const cause = Object.assign(new Error(`cause ${key}`), { config: { headers: fields } });
    const known = { suggestion: key, provider: key, details: fields, cause };
    if (way === 0) throw new McmError('PROVIDER_ERROR', `message ${key}`, known);
    if (way === 1) throw Object.assign(cause, { name: key, code: key });
    if (way === 2) return { said: spellings(key).join(' ') };
    if (way === 3) return { said: 5, key };
    if (way === 4) return { said: key.split('').join('\n') };
    return { said: `${'x '.repeat(495)}${key}` };
  });
  const env = { TALKER_KEY: SECRETS['digitalocean: token in a file'] };
  const tap = await tapHost({ config: { plugins: [{ use: gossip }] }, directory, env });
  for (; way < ways; way++) await call(tap, ['talk', {}]);
  await lookAtAll(tap, directory);
  expect(tap.stdout()).toContain('"method":"notifications/progress"');
  nothingSeen();
});

it('a cloud that never answers gets no secret out of a host', async () => {
  const directory = await room();
  const { config, all, targets } = await clouds(directory);
  const tap = await tapHost({ config: { ...config, timeouts: { callSeconds: 1 } }, directory, env: all });
  await call(tap, ['list_instances', {}]);
  // A power request is waited for much longer than a read.
  const acting = targets.flatMap((target) => target.powers.slice(0, 1).map((power) => ({ target, power })));
  const hung = acting
    .slice(0, scale(3, 0))
    .map(({ target, power }) => act(tap, target, power, { kind: 'hang', times: 1 }));
  expect(await Promise.all(hung)).toEqual(hung.map(() => true));
  for (const { simulator } of targets) simulator.fail({ kind: 'hang' });
  count.faults += targets.length;
  const asked = targets.flatMap(({ reads }) => reads.slice(0, 2));
  const codes = await Promise.all(asked.map(async (read) => (await call(tap, read)).code));
  expect(codes.filter((code) => code === 'PROVIDER_TIMEOUT').length).toBeGreaterThan(3);
  await lookAtAll(tap, directory);
  nothingSeen();
});

/** A proxy that lets nobody through and says why, with everything that it was sent. */
async function refusingProxy(): Promise<{ readonly port: number; readonly asked: () => number }> {
  let asked = 0;
  const server = createServer();
  server.on('connect', (request, socket) => {
    asked += 1;
    const echo = JSON.stringify(request.headers);
    socket.end(
      `HTTP/1.1 407 ${String(request.headers['proxy-authorization'])}\r\nx-echo: ${echo}\r\n\r\n${echo}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  );
  return { port: (server.address() as AddressInfo).port, asked: () => asked };
}

describe('a URL with credentials in it', () => {
  it.each([
    ['a proxy with a password', `canary:${encodeURIComponent(PROXY_PASSWORD)}`],
    ['a proxy with a token as user name', PROXY_TOKEN],
  ])('is not let out: %s', async (_, credentials) => {
    const directory = await room();
    const { config, all, targets } = await clouds(directory);
    const { port, asked } = await refusingProxy();
    const http = { proxy: `http://${credentials}@127.0.0.1:${String(port)}` };
    const tap = await tapHost({ config: { ...config, http }, directory, env: all, clock });
    for (const { reads } of targets) for (const read of reads.slice(0, 3)) await call(tap, read);
    expect(asked()).toBeGreaterThan(10);
    await lookAtAll(tap, directory);
    nothingSeen();
  });

  it.each([
    ['a user name and a password', `http://canary:${ENDPOINT_SECRET}@127.0.0.1:9`],
    ['a query', `http://127.0.0.1:9/?key=${ENDPOINT_SECRET}`],
    ['a fragment', `http://127.0.0.1:9/#${ENDPOINT_SECRET}`],
    ['a user name, on another machine', `http://${ENDPOINT_SECRET}@192.0.2.1`],
    ['a user name, and no protocol', `${ENDPOINT_SECRET}:x@127.0.0.1:9`],
  ])('is not let out: an end point with %s', async (_, url) => {
    const directory = await room();
    const env = {
      HOME: directory,
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'AKIACANARY0000000001',
      AWS_SECRET_ACCESS_KEY: SECRETS['aws: secret key in a file'],
      AWS_REGION: 'eu-central-1',
      DIGITALOCEAN_API_URL: url,
      DIGITALOCEAN_TOKEN: SECRETS['digitalocean: token in a file'],
      VULTR_API_URL: url,
      VULTR_API_KEY: SECRETS['vultr: key in the config'],
      ALIBABA_CLOUD_ECS_ENDPOINT: url,
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tCanaryKey0003',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRETS['alibaba: secret from a program'],
      IPINFO_API_URL: url,
      IPINFO_API_TOKEN: SECRETS['ipinfo: token'],
    };
    const tap = await tapHost({ config: { plugins: [...CLOUDS] }, directory, env, clock });
    for (const provider_name of CLOUDS) {
      const { content } = await call(tap, ['check_provider_availability', { provider_name, verify: true }]);
      expect(content['available']).toBe(true);
    }
    await call(tap, ['list_instances', {}]);
    await call(tap, ['get_instance_info', { ip_address: NOBODYS }]);
    await lookAtAll(tap, directory);
    nothingSeen();
  });
});

describe('the built program', () => {
  it('lets no secret out over stdio', async () => {
    const directory = await room();
    const { config, env, targets } = await clouds(directory);
    const text = JSON.stringify({
      ...config,
      envFile: 'canary.env',
      logLevel: 'debug',
      ratePerMinute: 100_000,
    });
    await writeFile(join(directory, 'mcm.json'), text);
    const tap = await tapProgram(['serve', '--config', 'mcm.json'], {
      directory,
      env: programEnv(directory, env),
    });
    expect((await call(tap, ['list_instances', {}])).content['incomplete']).toEqual([]);
    for (const target of targets)
      for (const [index, { fault }] of some(
        faultsFor(target, ownSecrets(target.name)),
        scale(10, 20),
      ).entries()) {
        count.faults += 1;
        target.simulator.fail(fault);
        for (const asked of [
          ...from(target.reads, index).slice(0, 1),
          ...from(target.powers, index).slice(0, 1),
        ])
          await call(tap, asked);
        target.simulator.heal();
      }
    await lookAtAll(tap, directory);
    expect(tap.stderr()).toContain('{"level":"debug"');
    nothingSeen();
  });

  it('says what is wrong with a config and does not repeat a secret in it', async () => {
    await each(WRONG_CONFIGS, async ([what, name, text]) => {
      const { stdout, stderr } = await callWith(name, text);
      expect(`${what}: ${stdout}${stderr}`).toContain(
        name.endsWith('.json') && stdout ? 'operational' : name,
      );
      look(`${what}: stdout`, stdout);
      look(`${what}: stderr`, stderr);
    });
    nothingSeen();
  });

  it('writes no secret of a config below its state directory', async () => {
    await each(RIGHT_CONFIGS, async ([name, text]) => {
      const { code, directory } = await callWith(name, text);
      expect(`${name}: ${String(code)}`).toBe(`${name}: 0`);
      await lookAtFiles(directory);
    });
    nothingSeen();
  });
});

const programEnv = (directory: string, more: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: directory,
  ...more,
  MCM_STATE_DIR: stateOf(directory),
});

async function callWith(name: string, text: string) {
  const directory = await room();
  await writeFile(join(directory, name), text);
  count.calls += 1;
  const args = ['call', 'get_system_status', '--config', name];
  return { directory, ...(await run(args, { cwd: directory, env: programEnv(directory) })) };
}

/** Two at a time: each is a process of its own. */
async function each<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...list];
  const worker = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}
