import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTrail } from '../../src/audit/read.js';
import { isOfCall, type IntentRecord, type CallRecord, type TrailCall } from '../../src/audit/record.js';
import { systemClock } from '../../src/http/wait.js';
import { run } from '../e2e/built.js';
import { Person } from './bypass/person.js';
import { MOMENTS } from './crash/moments.js';
import { DROPLETS, Stage } from './crash/scenes.js';
import { Random } from './random.js';
import { report, scale } from './scale.js';

const SEED = 20_260_301;
const COUNT = scale(200, 12);
const DONE = /^(completed|in_progress)$/;

let stage: Stage;
let records: readonly TrailCall[] = [];
const count = { killed: 0, beforeIntent: 0, beforeRequest: 0, beforeRecord: 0, afterRecord: 0 };

const random = new Random(SEED);
const intents = () =>
  records.filter((record): record is IntentRecord & TrailCall => record.kind === 'intent');
const ends = () => records.filter((record): record is CallRecord & TrailCall => record.kind === 'call');

beforeAll(
  async () => {
    stage = await Stage.open();
    const moments = Object.keys(MOMENTS);
    let last = random.pick(DROPLETS);
    for (let number = 0; number < COUNT; number += 1) {
      const victim = await stage.start();
      // An action that is left alone, half of the time where the last process died.
      if (random.chance(0.5)) {
        const id = random.chance(0.5) ? last : random.pick(DROPLETS);
        await stage.act(victim, id, random, `alone ${String(number)}`);
      }
      last = random.pick(DROPLETS);
      // Every moment once, then any.
      const moment = moments[number] ?? random.pick(moments);
      await stage.cut(victim, last, random, `cut ${String(number)}`, moment);
      count.killed += 1;
    }
    records = (await readTrail(stage.stateDir)).records.filter(isOfCall);
    for (const { reason, requests } of stage.deeds.filter((deed) => /^cut \d+$/.test(deed.reason))) {
      const intent = intents().some((record) => record.reason === reason);
      const end = ends().some((record) => record.reason === reason);
      if (end) count.afterRecord += 1;
      else if (requests.length > 0) count.beforeRecord += 1;
      else if (intent) count.beforeRequest += 1;
      else count.beforeIntent += 1;
    }
  },
  scale(1_800_000, 120_000),
);

afterAll(() => stage.close());

describe('processes that are killed in the middle of power actions', () => {
  it('leave a trail that verifies, of which no chain is bad [RULE:AUDIT-VERIFY]', async () => {
    const { code, stdout } = await run(['audit', 'verify', '--json'], stage.options);
    const { ok, chains } = JSON.parse(stdout) as {
      readonly ok: boolean;
      readonly chains: readonly { readonly state: string }[];
    };
    expect([code, ok, chains.filter(({ state }) => state !== 'ok')]).toEqual([0, true, []]);
  });

  it('sent no request before its intent was on disk, and none twice [RULE:INTENT-BEFORE-ACT] [RULE:NEVER-SENT-TWICE]', () => {
    expect(stage.deeds.filter(({ requests }) => requests.includes(false))).toEqual([]);
    expect(stage.deeds.filter(({ requests }) => requests.length > 1)).toEqual([]);
    const sent = stage.deeds.reduce((sum, { requests }) => sum + requests.length, 0);
    expect(stage.cloud.journal.mutations()).toHaveLength(sent);
  });

  it('left one intent for each call that sent something, about that server', () => {
    for (const { reason, id, requests } of stage.deeds) {
      const own = intents().filter((record) => record.reason === reason);
      expect(own.length).toBeGreaterThanOrEqual(requests.length);
      expect(own.length).toBeLessThanOrEqual(1);
      expect(own.map(({ target }) => target?.id)).toEqual(own.map(() => id));
    }
    expect(new Set(intents().map(({ call_id }) => call_id)).size).toBe(intents().length);
  });

  it('have a record of every call that they had answered [RULE:AUDIT]', () => {
    for (const { reason, answer } of stage.deeds.filter((deed) => deed.answer !== undefined)) {
      const own = ends().filter((record) => record.reason === reason);
      expect(own).toHaveLength(1);
      const status = answer?.['status'];
      if (status === 'confirmation_required') expect(own[0]?.outcome).toBe('challenge');
      else expect([own[0]?.outcome, own[0]?.status]).toEqual(['result', status]);
    }
  });

  it('kept no later process from acting, on whatever server [RULE:ONE-AT-A-TIME]', () => {
    const alone = stage.deeds.filter(({ reason }) => reason.startsWith('alone'));
    const statuses = alone.map(({ answer }) => String(answer?.['status']));
    expect(statuses.filter((status) => !DONE.test(status) && status !== 'confirmation_required')).toEqual([]);
    const approved = alone.filter(({ reason }) => reason.endsWith('approved'));
    for (const { answer } of approved) expect(answer?.['status']).toMatch(DONE);
    expect(alone.length).toBeGreaterThan(0);
  });

  it('acted on servers that a person confirms at most as often as one did [RULE:APPROVAL]', () => {
    const sent = stage.cloud.journal.mutations().filter(({ path }) => /\/100[56]\//.test(path));
    expect(sent.length).toBeLessThanOrEqual(stage.granted);
  });

  it('leave their unfinished actions to be told of by a new process, and nothing that stops the next one [RULE:OPERATION-HISTORY]', async () => {
    const unfinished = intents()
      .filter(({ call_id }) => !ends().some((end) => end.call_id === call_id))
      .map(({ call_id }) => call_id);
    const victim = await stage.start();
    try {
      const told: unknown[] = [];
      for (const id of DROPLETS) {
        const history = await victim.call('get_operation_history', { instance_id: String(id), limit: 500 });
        const { operations, incomplete } = history as {
          readonly operations: readonly { readonly outcome: string; readonly call_id: string }[];
          readonly incomplete?: string;
        };
        expect(incomplete).toBeUndefined();
        told.push(
          ...operations.filter(({ outcome }) => outcome === 'unfinished').map(({ call_id }) => call_id),
        );
      }
      expect([...told].sort()).toEqual([...unfinished].sort());
      for (const id of DROPLETS) {
        const { answer } = await stage.act(victim, id, random, `after ${String(id)}`);
        expect(answer?.['status']).toMatch(DONE);
      }
    } finally {
      await victim.end();
    }
    expect(await new Person(stage.stateDir, systemClock).leases.list()).toEqual([]);
  });
});

afterAll(() => {
  const { killed, beforeIntent, beforeRequest, beforeRecord, afterRecord } = count;
  report(
    `attack/crash: ${String(stage.deeds.length)} power calls, ${String(killed)} processes killed ` +
      `(${String(beforeIntent)} before the intent, ${String(beforeRequest)} between intent and request, ` +
      `${String(beforeRecord)} between request and record, ${String(afterRecord)} after the record), ` +
      `${String(stage.cloud.journal.mutations().length)} requests, seed ${String(SEED)}`,
  );
});
