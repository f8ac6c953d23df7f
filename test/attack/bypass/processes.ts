import { expect } from '@jest/globals';
import { TestClock } from '../../fixtures/clock.js';
import { call, connect, room } from '../../e2e/built.js';
import type { Bench } from './bench.js';
import { Person } from './person.js';
import type { Group, Way } from './way.js';
import { APP, DATABASE, type Target } from './world.js';

/** Two processes of the built program that share a state directory, each with a client. */
async function two(bench: Bench) {
  const { env: cloud } = await bench.cloud('digitalocean');
  const { directory, env, remove } = await room();
  bench.onClose(remove);
  const clients = await Promise.all(
    [1, 2].map(async () => {
      const { client } = await connect(['serve'], { cwd: directory, env: { ...env, ...cloud } });
      bench.onClose(() => client.close());
      return client;
    }),
  );
  const restart = (index: number, { tool, input }: Target, more: object = {}): Promise<string> => {
    const client = clients[index];
    if (!client) throw new Error('There are two.');
    return call(client, tool, { ...input, ...more }).then((content) => {
      const { code } = (content['error'] ?? {}) as { readonly code?: string };
      return code ?? String(content['status']);
    });
  };
  const clock = TestClock.still(new Date().toISOString());
  return { restart, person: new Person(env.MCM_STATE_DIR, clock) };
}

const SENT = /^(in_progress|completed)$/;

const PROCESSES: readonly Way[] = [
  {
    name: 'use one approval in both, at once',
    due: 1,
    async go(bench) {
      const { restart, person } = await two(bench);
      expect(await restart(0, DATABASE)).toBe('confirmation_required');
      expect(await person.approves(DATABASE.right)).toBe('granted');
      const outcomes = await Promise.all([restart(0, DATABASE), restart(1, DATABASE)]);
      expect(outcomes.filter((outcome) => SENT.test(outcome))).toHaveLength(1);
    },
  },
  {
    name: 'share the guesses between them',
    async go(bench) {
      const { restart } = await two(bench);
      const wrong = { ...APP.right, name_confirmation: 'guess' };
      for (const index of [0, 1, 0]) expect(await restart(index, APP, wrong)).toBe('CONFIRMATION_FAILED');
      const right = [restart(0, APP, APP.right), restart(1, APP, APP.right)];
      expect(await Promise.all(right)).toEqual(['POWER_LOCKED', 'POWER_LOCKED']);
    },
  },
];

export const TWO_PROCESSES: readonly Group[] = [{ name: 'two processes that', ways: PROCESSES }];
