import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { TestClock } from '../fixtures/clock.js';
import { SAYS } from './canary-clouds.js';
import {
  HARMLESS,
  hostileServer,
  startHostileClouds,
  type HostileCloud,
  type HostileServer,
} from './hostile-clouds.js';
import { hostileText, MARK, outsideQuotes, unclean } from './hostile-text.js';
import { report, scale } from './scale.js';
import { filesBelow } from './secrets.js';
import { stateOf, tapHost, type Person, type Question, type Reply, type Tap } from './tap.js';

jest.setTimeout(scale(600_000, 60_000));

const SEED = 20_260_301;
/** A cleaned text has a thousand characters, and a note of how many there were. */
const LONGEST = 1_040;
const LONGEST_TEXT = 101_000;
const TOGETHER = 6;

/** Pauses take no time on it. Signatures have a time in them, so the clouds share it. */
const clock = TestClock.running(new Date().toISOString());

const count = { servers: 0, replies: 0, forms: 0, confirmed: 0, lines: 0 };

afterAll(() => {
  const { servers, replies, forms, confirmed, lines } = count;
  report(
    `attack/hostile: seed ${String(SEED)}, ${String(servers)} servers, ${String(replies)} answers, ${String(forms)} forms, ${String(confirmed)} confirmed by the name that was shown, ${String(lines)} lines of log and audit`,
  );
});

/** A host on four clouds with these servers on each; cleared away whatever the test does. */
async function withHost<T>(
  servers: readonly HostileServer[],
  work: (tap: Tap, clouds: readonly HostileCloud[], directory: string) => Promise<T>,
  person?: Person,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'mcm-hostile-'));
  const { clouds, config, close } = await startHostileClouds(servers, clock);
  // A form that was closed is shown again, where there is no other way.
  const forms = { ...config, confirmation: { via: ['elicitation'] } };
  const tap = await tapHost({ config: forms, directory, clock, ...(person && { person }) });
  try {
    return await work(tap, clouds, directory);
  } finally {
    await tap.close();
    await close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** An answer holds nothing that a reader does not see, and nothing too long; its text has lines of its own. */
function expectClean({ content, text }: Reply): void {
  count.replies += 1;
  expect(unclean(content, { longest: LONGEST })).toEqual([]);
  expect(unclean(text, { longest: LONGEST_TEXT, lines: true })).toEqual([]);
}

/** Nothing in it comes from the cloud, but for what is quoted. */
function expectOurWords(text: string): void {
  expect(unclean(text, { longest: 10_000, lines: true })).toEqual([]);
  expect(outsideQuotes(text)).not.toContain(MARK);
}

function expectForm({ message, form }: Question): void {
  count.forms += 1;
  expectOurWords(message);
  expect(JSON.stringify(form)).not.toContain(MARK);
}

/** What the client is told of the tools, and of how to use them. */
const told = async ({ client }: Tap): Promise<string> =>
  JSON.stringify([client.getInstructions(), await client.listTools()]);

/** Log and audit: a record is one line, or indented, and hides nothing. */
async function expectRecordsClean(tap: Tap, directory: string): Promise<void> {
  const log = tap.stderr().split('\n').filter(Boolean);
  count.lines += log.length;
  expect(log.filter((line) => !/^(mcm (debug|info|warning|error) \[| {4})/.test(line))).toEqual([]);
  expect(unclean(log, { longest: 40_000 })).toEqual([]);
  for (const { path, text } of await filesBelow(join(stateOf(directory), 'audit'))) {
    if (!path.endsWith('.jsonl')) continue;
    const records = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown);
    count.lines += records.length;
    expect(unclean(records, { longest: LONGEST })).toEqual([]);
  }
}

/** Every message to the client that is no answer: lines of the log, progress, questions. */
function expectNotesClean(tap: Tap): void {
  for (const line of tap.stdout().split('\n').filter(Boolean)) {
    const message = JSON.parse(line) as { readonly method?: string; readonly params?: unknown };
    if (message.method === undefined) continue;
    count.lines += 1;
    expect(unclean(message.params, { longest: 11_000, lines: true })).toEqual([]);
  }
}

/** The sampled servers, some on one host. */
const batches = Array.from({ length: scale(20, 2) }, (_, batch) =>
  fc.sample(hostileServer, { numRuns: TOGETHER, seed: SEED + batch }),
);

describe('servers with hostile names, tags, labels and descriptions', () => {
  it('are data in every answer that shows them, and nothing else anywhere', async () => {
    const before = await withHost([HARMLESS], (tap) => told(tap));
    for (const servers of batches)
      await withHost(servers, async (tap, clouds, directory) => {
        count.servers += clouds.length * servers.length;
        expect(await told(tap)).toBe(before);
        const all = await tap.call('list_instances');
        const { total, incomplete, error } = all.content;
        expect({ total, incomplete, error }).toEqual({
          total: clouds.length * servers.length,
          incomplete: [],
        });
        const replies = [
          all,
          ...(await Promise.all([
            tap.call('list_instances', { tag: servers[0]?.tag.slice(0, 50), name: 'e', limit: 3 }),
            tap.call('get_system_status'),
            tap.call('get_supported_providers'),
            ...clouds.flatMap(({ name, servers: own, list, reads }) => [
              tap.call(list),
              tap.call('check_provider_availability', { provider_name: name, verify: true }),
              ...own.flatMap(({ id, ip }) => [
                tap.call('get_instance_info', { ip_address: ip }),
                tap.call('get_instance_by_provider', { provider: name, identifier: id }),
                ...reads.map(([tool, parameter]) => tap.call(tool, { [parameter]: id })),
              ]),
            ]),
          ])),
        ];
        for (const reply of replies) expectClean(reply);
        expect(replies.flatMap(({ code }) => code ?? [])).toEqual([]);
        expect(replies.some(({ text }) => text.includes(MARK))).toBe(true);
        expect(await told(tap)).toBe(before);
        expectNotesClean(tap);
        await expectRecordsClean(tap, directory);
      });
  });

  it('are confirmed by the name that is shown, and asked about in words of our own', async () => {
    let typed: Readonly<Record<string, string>> | undefined;
    const rebootAll = async (tap: Tap, clouds: readonly HostileCloud[], directory: string): Promise<void> => {
      for (const { name, simulator, servers, reboot } of clouds)
        for (const { id, ip } of reboot === undefined ? [] : servers) {
          const [tool, parameter] = reboot ?? ['', ''];
          const { content } = await tap.call('get_instance_by_provider', { provider: name, identifier: id });
          const shown = String(content['name']);
          const right = { ip_confirmation: ip, name_confirmation: shown, operation_confirmation: 'reboot' };
          const ask = async (more: object): Promise<Reply> => {
            const reply = await tap.call(tool, { [parameter]: id, ...more });
            expectClean(reply);
            if (reply.content['status'] === 'confirmation_required') expectOurWords(reply.text);
            return reply;
          };
          simulator.journal.clear();
          typed = undefined;
          await ask({});
          await ask({ dry_run: true, ...right });
          expect((await ask({ ...right, name_confirmation: `${shown}x` })).code).toBe('CONFIRMATION_FAILED');
          expect(simulator.journal.mutations()).toEqual([]);
          // One whose name or tags say that it is important is confirmed by a person, in a form.
          typed = right;
          const done = await ask(right);
          expect([name, done.code, done.content['status']]).toEqual([
            name,
            undefined,
            expect.stringMatching(/^(completed|in_progress)$/),
          ]);
          expect(simulator.journal.mutations().length).toBe(1);
          count.confirmed += 1;
        }
      for (const question of tap.questions) expectForm(question);
      expectClean(await tap.call('get_operation_history', { limit: 500 }));
      expectNotesClean(tap);
      await expectRecordsClean(tap, directory);
    };
    for (const servers of batches) await withHost(servers, rebootAll, () => typed);
    expect(count.forms).toBeGreaterThan(0);
  });

  it('show how long a text was before it was cut', async () => {
    const long = `${MARK} ${'A'.repeat(100_000)}`;
    const server = {
      ...HARMLESS,
      name: long,
      tag: long.slice(0, 3_000),
      value: long,
      image: long,
      text: long,
    };
    await withHost([server], async (tap, clouds) => {
      for (const { name, servers } of clouds) {
        const identifier = servers[0]?.id;
        const { content } = await tap.call('get_instance_by_provider', { provider: name, identifier });
        expect(content['name']).toBe(`${long.slice(0, 256)}… [100008 characters]`);
        expect(JSON.stringify(content).length).toBeLessThan(20_000);
      }
    });
  });
});

describe('hostile words', () => {
  it('in the errors of a cloud are told in words of our own', async () => {
    const texts = fc.sample(hostileText, { numRuns: scale(60, 6), seed: SEED });
    await withHost([HARMLESS], async (tap, clouds, directory) => {
      const before = await told(tap);
      for (const [index, text] of texts.entries())
        for (const { name, simulator, servers, list, reads, reboot } of clouds) {
          const status = [400, 401, 403, 404, 409, 422, 429, 500, 503][index % 9] ?? 400;
          simulator.fail({ kind: 'status', status, body: SAYS[name](`some words: ${text}`) });
          const replies = [
            await tap.call(list),
            await tap.call('check_provider_availability', { provider_name: name, verify: true }),
          ];
          for (const [tool, parameter] of [...reads.slice(0, 1), ...(reboot ? [reboot] : [])])
            replies.push(await tap.call(tool, { [parameter]: servers[0]?.id }));
          simulator.heal();
          for (const reply of replies) {
            expectClean(reply);
            expect(JSON.stringify(reply)).not.toContain(MARK);
          }
        }
      expect(await told(tap)).toBe(before);
      expectNotesClean(tap);
      await expectRecordsClean(tap, directory);
    });
  });

  it('of a client are harmless in log and audit', async () => {
    const texts = fc.sample(hostileText, { numRuns: scale(200, 20), seed: SEED });
    await withHost([HARMLESS], async (tap, _clouds, directory) => {
      for (const text of texts) {
        const calls: readonly (readonly [tool: string, input: object])[] = [
          ['get_instance_info', { ip_address: text, [text.slice(0, 300)]: text }],
          ['get_instance_by_provider', { provider: text.slice(0, 150), identifier: text.slice(0, 150) }],
          ['list_instances', { name: text, tag: text, region: text, cursor: text }],
          ['reboot_digitalocean_droplet', { droplet_id: 1001, reason: text, account: text }],
          ['get_operation_history', { provider: text, instance_id: text }],
        ];
        for (const [tool, input] of calls) await tap.call(tool, { ...input });
        count.replies += calls.length;
      }
      expectNotesClean(tap);
      await expectRecordsClean(tap, directory);
    });
  });
});
