import { describe, expect, it } from '@jest/globals';
import { applyFloor } from '../../../src/config/managed/floor.js';
import { floorSchema } from '../../../src/config/managed/schema.js';
import { configSchema, type Config, type ConfigInput } from '../../../src/config/schema.js';
import { Random } from '../../attack/random.js';

const config = (input: ConfigInput = {}) => configSchema().parse(input);
const floor = (input: object = {}) => floorSchema().parse(input);

describe('a floor under a config [RULE:MANAGED-FLOOR]', () => {
  it('that says nothing still keeps what counts as production and as large', () => {
    const own = config({
      safety: {
        production: { words: [] },
        large: { vcpus: 1000, memoryGib: 1, perProvider: { aws: { vcpus: 99 } } },
      },
    });
    expect(applyFloor(own, floor())).toEqual({
      ...own,
      safety: {
        production: { words: ['prod', 'production', 'critical', 'important', '生产'] },
        large: { vcpus: 8, memoryGib: 1, perProvider: { aws: { vcpus: 8 } } },
      },
    });
  });

  it('changes nothing in a config that is above it', () => {
    const own = config({
      readOnly: true,
      confirmation: { ordinary: 'human', via: ['terminal'] },
      safety: { large: { vcpus: 2, memoryGib: 4 } },
      tools: { exclude: ['reboot_*'] },
      audit: { sinks: [{ use: 'siem', required: true }], keepDays: 400 },
      ratePerMinute: 3,
    });
    const below = floor({
      confirmation: { ordinary: 'human', via: ['terminal', 'pager'] },
      tools: { exclude: ['reboot_*'] },
      audit: { sinks: [{ use: 'siem' }], keepDays: 365 },
      ratePerMinute: 10,
    });
    expect(applyFloor(own, below)).toEqual(own);
  });

  it.each<[string, ConfigInput, object, object]>([
    ['read-only', {}, { readOnly: true }, { readOnly: true }],
    [
      'levels',
      { confirmation: { production: 'arguments', large: 'arguments' } },
      { confirmation: { production: 'human', unlabelled: 'human' } },
      {
        confirmation: { ordinary: 'arguments', production: 'human', large: 'arguments', unlabelled: 'human' },
      },
    ],
    [
      'ways to ask, in the order of the user',
      { confirmation: { via: ['elicitation', { use: 'pager', level: 'arguments' }, 'terminal'] } },
      { confirmation: { via: ['terminal', 'pager'] } },
      { confirmation: { via: [{ use: 'pager', level: 'arguments' }, 'terminal'] } },
    ],
    [
      'ways to ask, where the user has none of them',
      { confirmation: { via: ['elicitation'] } },
      { confirmation: { via: ['terminal'] } },
      { confirmation: { via: ['terminal'] } },
    ],
    [
      'words',
      { safety: { production: { words: ['live'] } } },
      { safety: { production: { words: ['prod'] } } },
      { safety: { production: { words: ['live', 'prod'] } } },
    ],
    [
      'tools',
      { tools: { exclude: ['a'] } },
      { tools: { exclude: ['b'] } },
      { tools: { exclude: ['a', 'b'] } },
    ],
    [
      'sinks',
      { audit: { sinks: [{ use: 'siem' }, { use: 'own' }] } },
      { audit: { sinks: [{ use: 'siem', required: true }] } },
      {
        audit: {
          sinks: [
            { use: 'siem', required: true },
            { use: 'own', required: false },
          ],
        },
      },
    ],
    ['days', { audit: { keepDays: 1 } }, { audit: { keepDays: 365 } }, { audit: { keepDays: 365 } }],
    ['rate', {}, { ratePerMinute: 7 }, { ratePerMinute: 7 }],
  ])('lifts %s', (_what, own, below, lifted) => {
    expect(applyFloor(config(own), floor(below))).toMatchObject(lifted);
  });

  it('does not make the trail shorter: without days everything is kept', () => {
    expect(applyFloor(config(), floor({ audit: { keepDays: 30 } })).audit.keepDays).toBeUndefined();
  });

  it('holds whatever the user writes, and twice is as good as once', () => {
    const random = new Random(20261129);
    for (let round = 0; round < 500; round++) {
      const own = anyConfig(random);
      const below = floor(anyFloor(random));
      const lifted = applyFloor(own, below);
      expect(applyFloor(lifted, below)).toEqual(lifted);
      for (const kind of KINDS) {
        expect(weight(lifted.confirmation[kind])).toBeGreaterThanOrEqual(weight(own.confirmation[kind]));
        expect(weight(lifted.confirmation[kind])).toBeGreaterThanOrEqual(weight(below.confirmation[kind]));
      }
      expect(lifted.safety.production.words).toEqual(expect.arrayContaining(own.safety.production.words));
      expect(lifted.safety.production.words).toEqual(expect.arrayContaining(below.safety.production.words));
      for (const limit of [lifted.safety.large, ...Object.values(lifted.safety.large.perProvider ?? {})]) {
        expect(limit.vcpus ?? 0).toBeLessThanOrEqual(below.safety.large.vcpus);
        expect(limit.memoryGib ?? 0).toBeLessThanOrEqual(below.safety.large.memoryGib);
      }
      expect(lifted.ratePerMinute).toBe(Math.min(own.ratePerMinute, below.ratePerMinute ?? Infinity));
      expect(lifted.readOnly).toBe(own.readOnly || below.readOnly === true);
    }
  });
});

const KINDS = ['ordinary', 'production', 'large', 'unlabelled'] as const;
const weight = (level: string | undefined): number => (level === 'human' ? 1 : 0);

const levels = (random: Random) =>
  Object.fromEntries(
    KINDS.filter(() => random.chance(0.6)).map((kind) => [kind, random.pick(['arguments', 'human'])]),
  );
const words = (random: Random): string[] => ['prod', 'live', '生产'].filter(() => random.chance(0.5));

const anyConfig = (random: Random): Config =>
  config({
    readOnly: random.chance(0.3),
    confirmation: levels(random),
    safety: {
      production: { words: words(random) },
      large: {
        vcpus: random.whole(1, 99),
        memoryGib: random.whole(1, 999),
        perProvider: { aws: { vcpus: random.whole(1, 99) }, vultr: { memoryGib: random.whole(1, 999) } },
      },
    },
    ratePerMinute: random.whole(1, 200),
  });

const anyFloor = (random: Random): object => ({
  ...(random.chance(0.3) && { readOnly: true }),
  confirmation: levels(random),
  safety: {
    production: { words: words(random) },
    large: { vcpus: random.whole(1, 99), memoryGib: random.whole(1, 999) },
  },
  ...(random.chance(0.5) && { ratePerMinute: random.whole(1, 200) }),
});
