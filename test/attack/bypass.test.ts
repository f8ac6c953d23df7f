import { afterAll, describe, expect, it } from '@jest/globals';
import { ARGUMENTS } from './bypass/arguments.js';
import { APPROVALS } from './bypass/approvals.js';
import { Bench } from './bypass/bench.js';
import { CHANGED } from './bypass/changes.js';
import { CONFIRMED } from './bypass/confirmed.js';
import { FORMS } from './bypass/forms.js';
import { FILES } from './bypass/files.js';
import { OFFERED } from './bypass/offered.js';
import { OWNER } from './bypass/owner.js';
import { PLUGINS } from './bypass/plugins.js';
import { TWO_PROCESSES } from './bypass/processes.js';
import { RULES } from './bypass/rules.js';
import { TOGETHER } from './bypass/together.js';
import type { Group, Way } from './bypass/way.js';
import { report } from './scale.js';

const GROUPS: readonly Group[] = [
  ...ARGUMENTS,
  ...FORMS,
  ...APPROVALS,
  ...FILES,
  ...CHANGED,
  ...TOGETHER,
  ...TWO_PROCESSES,
  ...OFFERED,
  ...RULES,
  ...PLUGINS,
];

/** The ways that were gone, and what has reached a cloud of each by now. */
const gone: { readonly due: number; readonly powered: () => Promise<number> }[] = [];

/** How many power requests were confirmed as they should be, and how many came beside those. */
async function sum(): Promise<{ readonly due: number; readonly undue: number }> {
  const counts = await Promise.all(gone.map(async ({ due, powered }) => ({ due, got: await powered() })));
  return {
    due: counts.reduce((all, { due }) => all + due, 0),
    undue: counts.reduce((all, { due, got }) => all + Math.max(0, got - due), 0),
  };
}

/** Goes a way, and gives how many power requests reached a cloud. */
async function reached({ go }: Way, noted: (powered: () => Promise<number>) => void): Promise<number> {
  const bench = new Bench();
  const powered = async () => (await bench.powered()).length;
  noted(powered);
  await go(bench).finally(() => bench.close());
  return powered();
}

describe.each(GROUPS)('no power request by $name', ({ ways }) => {
  it.each(ways)('$name', async (way) => {
    const { due = 0 } = way;
    expect(await reached(way, (powered) => gone.push({ due, powered }))).toBe(due);
  });
});

describe('what is confirmed as it should be is sent', () => {
  it.each(CONFIRMED)('$name', async (way) => {
    expect(await reached(way, () => undefined)).toBe(1);
  });
});

describe('the user whom the files belong to can', () => {
  it.each(OWNER)('$name', async (way) => {
    expect(await reached(way, () => undefined)).toBe(1);
  });
});

describe('in the end', () => {
  it('no cloud has got a power request beyond what was confirmed [RULE:HUMAN-LEVEL] [RULE:APPROVAL-BINDING]', async () => {
    const names = GROUPS.flatMap(({ name, ways }) => ways.map((way) => `${name} ${way.name}`));
    expect(gone).toHaveLength(new Set(names).size);
    expect((await sum()).undue).toBe(0);
  });
});

afterAll(async () => {
  const { due, undue } = await sum();
  report(
    `attack/bypass: ${String(gone.length)} ways, ${String(undue)} power requests (beside ${String(due)} that were confirmed as they should be)`,
  );
});
