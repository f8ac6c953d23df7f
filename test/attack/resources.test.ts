import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { PROMPTS } from '../../src/prompts/index.js';
import { TestClock } from '../fixtures/clock.js';
import {
  hostileServer,
  startHostileClouds,
  type HostileCloud,
  type HostileServer,
} from './hostile-clouds.js';
import { hostileText, MARK, outsideQuotes, unclean } from './hostile-text.js';
import { report, scale } from './scale.js';
import { tapHost, type Tap } from './tap.js';

jest.setTimeout(scale(600_000, 60_000));

const SEED = 20_260_301;
const URIS = scale(20_000, 1_000);
const PROMPT_FORMS = scale(5_000, 300);

const clock = TestClock.running(new Date().toISOString());
const count = { uris: 0, read: 0, unknown: 0, refused: 0, prompts: 0, suggestions: 0 };

afterAll(() => {
  const { uris, read, unknown, refused, prompts, suggestions } = count;
  report(
    `attack/resources: seed ${String(SEED)}, ${String(uris)} URIs (${String(read)} read, ${String(unknown)} unknown, ${String(refused)} refused), ${String(prompts)} prompts, ${String(suggestions)} suggestions`,
  );
});

async function withHost(
  servers: readonly HostileServer[],
  work: (tap: Tap, clouds: readonly HostileCloud[]) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'mcm-uris-'));
  const { clouds, config, close } = await startHostileClouds(servers, clock);
  const tap = await tapHost({ config, directory, clock });
  try {
    await work(tap, clouds);
    expect(clouds.flatMap(({ simulator }) => simulator.journal.mutations())).toEqual([]);
  } finally {
    await tap.close();
    await close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** What comes back, clean in any case. */
async function answered(
  request: Promise<unknown>,
): Promise<{ readonly code: number | undefined; readonly result: unknown }> {
  try {
    return { code: undefined, result: await request };
  } catch (error) {
    const { code, message, data } = error as { code: number; message: string; data: unknown };
    expect(unclean({ message, data }, { longest: 3_000 })).toEqual([]);
    return { code, result: undefined };
  }
}

const servers = fc.sample(hostileServer, { numRuns: 4, seed: SEED });

const part = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('instances', 'status', 'audit', 'recent', 'aws', 'digitalocean', 'vultr'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        '..',
        '.',
        '',
        '%2e%2e',
        '%2E%2e%2f',
        '..%5c..',
        '%00',
        '%0d%0a',
        '%1b%5b2J',
        '%E2%80%AE',
        '%c0%ae',
        '%',
        '%u002e',
      ],
      ...[
        '{provider}',
        '{id}',
        '__proto__',
        'constructor',
        '?x',
        '#x',
        '@',
        ':',
        ' ',
        '\u202e',
        '\ud800',
        '\u0000',
        '%252e',
      ],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '1001',
      'i-0a1b2c3d4e5f60000',
      '203.0.113.1',
      '2001:db8::1',
      'i-bp1hostile0000000000',
    ),
  },
  { weight: 2, arbitrary: hostileText.map((text) => encodeURIComponent(text.toWellFormed())) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 50_000 }).map((length) => '%41'.repeat(length)) },
);
const uri = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: fc.constant('mcm://') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', 'MCM://', 'mcm:', 'mcm:///', 'file:///', 'http://127.0.0.1/'),
      },
    ),
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.tuple(fc.constant('instances'), fc.constantFrom('aws', 'digitalocean'), part),
      },
      { weight: 2, arbitrary: fc.array(part, { maxLength: 5 }) },
    ),
  )
  .map(([scheme, parts]) => scheme + parts.join('/'));

describe('hostile URIs', () => {
  it(`${URIS.toLocaleString('en')} of them are read or refused, in words of our own, and nothing acts`, async () => {
    await withHost(servers, async ({ client }) => {
      for (const given of fc.sample(uri, { numRuns: URIS, seed: SEED })) {
        const { code, result } = await answered(client.readResource({ uri: given }));
        count.uris += 1;
        if (code === undefined) {
          const { contents } = result as Awaited<ReturnType<typeof client.readResource>>;
          const [first] = contents;
          expect(contents.map((each) => each.uri)).toEqual([given]);
          expect(unclean(JSON.parse(first && 'text' in first ? first.text : ''), { longest: 1_040 })).toEqual(
            [],
          );
          count.read += 1;
          continue;
        }
        expect([-32002, -32602, -32010]).toContain(code);
        if (code === -32002) count.unknown += 1;
        else count.refused += 1;
      }
      expect(count.read).toBeGreaterThan(0);
      expect(count.refused).toBeGreaterThan(0);
    });
  });
});

describe('hostile forms of prompts', () => {
  it(`${PROMPT_FORMS.toLocaleString('en')} of them say nothing outside of quotes, and hide nothing`, async () => {
    const form = fc.constantFrom(...PROMPTS).chain((prompt) => {
      const fields = prompt.arguments.map(({ name }) => [
        name,
        fc.oneof(hostileText, fc.constantFrom('203.0.113.7', '24', 'aws')),
      ]);
      const all = fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<string>>, {
        requiredKeys: [],
      }) as fc.Arbitrary<Record<string, string>>;
      return fc.tuple(fc.constant(prompt.name), all);
    });
    await withHost(servers.slice(0, 1), async ({ client }) => {
      for (const [name, given] of fc.sample(form, { numRuns: PROMPT_FORMS, seed: SEED })) {
        const { code, result } = await answered(client.getPrompt({ name, arguments: given }));
        if (code !== undefined) {
          expect(code).toBe(-32602);
          continue;
        }
        const { messages } = result as Awaited<ReturnType<typeof client.getPrompt>>;
        const text = messages.map(({ content }) => (content.type === 'text' ? content.text : '')).join('');
        expect(unclean(text, { longest: 20_000, lines: true })).toEqual([]);
        expect(outsideQuotes(text)).not.toContain(MARK);
        count.prompts += 1;
      }
      expect(count.prompts).toBeGreaterThan(0);
    });
  });
});

describe('hostile names of servers', () => {
  it('are clean where they are suggested, and change no list', async () => {
    const told = async ({ client }: Tap): Promise<string> =>
      JSON.stringify([
        await client.listResources(),
        await client.listResourceTemplates(),
        await client.listPrompts(),
      ]);
    await withHost(servers, async (tap) => {
      const before = await told(tap);
      await tap.call('list_instances');
      for (const value of ['', MARK, 'a', '\u202e', 'x'.repeat(100_000)]) {
        const ref = { type: 'ref/prompt', name: 'safe_reboot' } as const;
        const { completion } = await tap.client.complete({ ref, argument: { name: 'instance', value } });
        expect(unclean(completion, { longest: 200 })).toEqual([]);
        count.suggestions += completion.values.length;
      }
      expect(count.suggestions).toBeGreaterThan(0);
      expect(await told(tap)).toBe(before);
    });
  });
});
