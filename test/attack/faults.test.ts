import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { endOf, wrongs } from './faults-judge.js';
import { run, type Ran } from './faults-run.js';
import { world, type CloudName, type World } from './faults-worlds.js';
import { Random } from './random.js';
import { report, scale } from './scale.js';

const SEED = 20_260_301;
const CLOUDS: readonly CloudName[] = ['digitalocean', 'vultr', 'alibaba'];
const CALLS = scale(1_000, 60);
/** So many of each cloud at a time, each with a host of its own. */
const WORLDS = scale(3, 1);

const all: (readonly [CloudName, Ran])[] = [];
const found: string[] = [];
const open: World[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

afterAll(() => {
  const ends = [...new Set(all.map(([, call]) => endOf(call)))].sort();
  const count = (fits: (cloud: CloudName, call: Ran) => boolean): string =>
    String(all.filter(([cloud, call]) => fits(cloud, call)).length);
  const sent = all.reduce((sum, [, { arrivals }]) => sum + arrivals.length, 0);
  const faults = all.reduce((sum, [, { plan }]) => sum + plan.faults.length, 0);
  report(
    [
      `attack/faults: seed ${String(SEED)}, ${String(all.length)} power calls, ${String(faults)} faults planned, ${count((_, { plan }) => plan.cancel !== 'never')} cancelled, ${String(sent)} requests sent, ${String(found.length)} wrong`,
      ...['', ...ends].map((end) =>
        [
          (end === '' ? 'outcome' : end).padEnd(32),
          ...CLOUDS.map((name) =>
            (end === '' ? name : count((cloud, call) => cloud === name && endOf(call) === end)).padStart(13),
          ),
        ].join(''),
      ),
    ].join('\n  '),
  );
});

describe('power actions on clouds where everything goes wrong [RULE:NEVER-SENT-TWICE] [RULE:INTENT-BEFORE-ACT]', () => {
  it('are sent once or not at all, each after its intent is on disk, and every outcome is true or honestly unknown', async () => {
    const share = Math.ceil(CALLS / (CLOUDS.length * WORLDS));
    const places = CLOUDS.flatMap((name) => Array.from({ length: WORLDS }, (_, index) => ({ name, index })));
    await Promise.all(
      places.map(async ({ name, index }, place) => {
        const made = await world(name);
        open.push(made);
        const ran = await run(made, share, new Random(SEED + place * 1_000 + index));
        all.push(...ran.map((call) => [name, call] as const));
        found.push(...wrongs(made, ran, await made.host.audit()));
      }),
    );
    expect(found).toEqual([]);
    expect(all).toHaveLength(share * places.length);
    // It was not all refused, nor all well.
    const ends = new Set(all.map(([, call]) => endOf(call)));
    expect([...ends]).toEqual(expect.arrayContaining(['completed', 'in_progress', 'unknown']));
  }, 600_000);
});
