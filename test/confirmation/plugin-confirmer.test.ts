import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  ConfirmationAnswer,
  ConfirmationQuestion,
  Confirmer,
  Instance,
} from 'multi-cloud-manager/plugin';
import type { Question } from '../../src/confirmation/confirmer.js';
import { bind } from '../../src/confirmation/digest.js';
import { PluginConfirmer } from '../../src/confirmation/plugin-confirmer.js';
import { stateKey } from '../../src/state/key.js';
import { FileStore } from '../../src/state/file-store.js';
import { server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';

const VALUES = { ip_confirmation: '203.0.113.7', name_confirmation: 'web', operation_confirmation: 'reboot' };
const ADA = { id: 'ada', source: 'os-user', groups: [], authenticated: false };
const EVE = { id: 'eve', source: 'chat', groups: [], authenticated: true };
const web = server({ id: 'i-1', name: 'web' });

let stateDir: string;
let clock: TestClock;
let store: FileStore;
let log: string[];
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'mcm-confirmer-'));
  clock = TestClock.still();
  store = new FileStore({ stateDir, clock, host: 'host-1' });
  log = [];
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

function about(target: Instance = web): Question {
  const call = { tool: 'manage_instance_power', variant: 'reboot' as const, target, principal: ADA };
  const binding = bind({ ...call, input: { instance_id: target.id } });
  return { ...call, binding, level: 'human', warnings: [], locale: 'en', client: undefined };
}

/** A confirmer of a plugin that answers as a test says, and what it was asked. */
class Chat implements Confirmer {
  readonly name = 'chat';
  readonly level = 'human';
  readonly asked: ConfirmationQuestion[] = [];
  answer: (question: ConfirmationQuestion) => unknown = () => undefined;
  reply: () => unknown = () => ({ next: 'Wait for the chat.' });
  reason: () => unknown = () => undefined;

  unavailable(): string | undefined {
    return this.reason() as string | undefined;
  }
  async ask(question: ConfirmationQuestion) {
    this.asked.push(question);
    return (await this.reply()) as { next: string };
  }
  async take(question: ConfirmationQuestion) {
    return (await this.answer(question)) as ConfirmationAnswer | undefined;
  }
}

function confirmer(): { chat: Chat; way: PluginConfirmer } {
  const chat = new Chat();
  const quiet = (): void => undefined;
  const warn = (line: string): void => void log.push(line);
  return {
    chat,
    way: new PluginConfirmer(chat, { store, clock, log: { debug: quiet, info: quiet, warn, error: quiet } }),
  };
}

const accept = ({ digest }: ConfirmationQuestion): ConfirmationAnswer => ({
  digest,
  outcome: 'accepted',
  values: VALUES,
  by: EVE,
});

describe('the confirmer of a plugin [RULE:CONFIRMERS]', () => {
  it('gets a question that holds nothing of what confirms it, and cannot be changed', async () => {
    const { chat, way } = confirmer();
    expect(await way.ask(about(), false)).toEqual({
      next: 'Wait for the chat.',
      details: { approve: { via: 'chat' } },
    });
    const [question] = chat.asked;
    expect(question).toEqual({
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      expiresAt: new Date('2026-03-01T12:15:00.000Z'),
      level: 'human',
      tool: 'manage_instance_power',
      action: 'reboot',
      would: 'The server would be restarted: what runs on it stops and starts again.',
      target: {
        provider: 'acme',
        account: 'default',
        id: 'i-1',
        status: 'running',
        region: 'north',
        type: 'small',
      },
      warnings: [],
      locale: 'en',
      principal: ADA,
      client: undefined,
    });
    expect(Object.isFrozen(question?.target)).toBe(true);
  });

  it('answers a question once, and the next one has another digest', async () => {
    const { chat, way } = confirmer();
    chat.answer = accept;
    expect(await way.take(about())).toBeUndefined();
    await way.ask(about(), false);
    expect(await way.take(about())).toEqual({
      binding: about().binding,
      via: 'chat',
      outcome: 'accepted',
      values: VALUES,
      by: EVE,
    });
    expect(await way.take(about())).toBeUndefined();
    await way.ask(about(), false);
    expect(new Set(chat.asked.map(({ digest }) => digest)).size).toBe(2);
  });

  it('is asked the same question until it is answered or the instance changes', async () => {
    const { chat, way } = confirmer();
    await way.ask(about(), false);
    await way.ask(about(), true);
    await way.ask(about(server({ id: 'i-1', name: 'web', status: 'stopped' })), false);
    const digests = chat.asked.map(({ digest }) => digest);
    expect(digests[0]).toBe(digests[1]);
    expect(digests[2]).not.toBe(digests[1]);
  });

  it('answers for the instance as it was when the question was put', async () => {
    const { chat, way } = confirmer();
    chat.answer = accept;
    await way.ask(about(), false);
    const answer = await way.take(about(server({ id: 'i-1', name: 'web', status: 'stopped' })));
    expect(answer?.binding.seen).toEqual(about().binding.seen);
  });

  it('gives its answer to one of two calls that come at once', async () => {
    const { chat, way } = confirmer();
    chat.answer = accept;
    await way.ask(about(), false);
    const answers = await Promise.all([way.take(about()), way.take(about()), confirmer().way.take(about())]);
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
  });

  it('cannot answer too late, or once more what somebody put back', async () => {
    const { chat, way } = confirmer();
    chat.answer = accept;
    await way.ask(about(), false);
    const key = stateKey('asked', 'chat', about().binding.reference);
    const kept = await store.get(key);
    await way.take(about());
    await store.putIfAbsent(key, kept?.value, { ttlMs: 900_000 });
    expect(await way.take(about())).toBeUndefined();
    await way.ask(about(), false);
    clock.advance(900_000);
    expect(await way.take(about())).toBeUndefined();
  });

  it.each([
    [
      'another question',
      () => ({ ...accept({ digest: '00' } as ConfirmationQuestion) }),
      'it answered another question',
    ],
    ['nonsense', () => 'yes', 'its answer has another form'],
    [
      'with an outcome that there is not',
      (asked: ConfirmationQuestion) => ({ ...accept(asked), outcome: 'sure' }),
      'its answer has another form',
    ],
    ['with an error', () => Promise.reject(new Error('down')), 'down'],
  ])('that answers %s has not answered, and the question stays', async (_, answer, why) => {
    const { chat, way } = confirmer();
    await way.ask(about(), false);
    chat.answer = answer;
    expect(await way.take(about())).toBeUndefined();
    expect(log).toEqual([`The confirmer chat failed (take): ${why}`]);
    chat.answer = accept;
    expect(await way.take(about())).toMatchObject({ outcome: 'accepted' });
  });

  it('that hangs is given up after ten seconds', async () => {
    const { chat, way } = confirmer();
    chat.reply = () => new Promise(() => undefined);
    const asked = way.ask(about(), false);
    await clock.sleeping();
    clock.advance(10_000);
    expect(await asked).toEqual({ unable: 'it failed; the log of mcm on stderr says why' });
    expect(log).toEqual(['The confirmer chat failed (ask): it took longer than 10 s']);
  });

  it('that cannot be used or fails at saying so is no way', () => {
    const { chat, way } = confirmer();
    const session = { principal: ADA, client: undefined, canAsk: false };
    expect(way.unavailable(session)).toBeUndefined();
    chat.reason = () => 'the chat\u0007 is closed';
    expect(way.unavailable(session)).toBe('the chat is closed');
    for (const odd of [() => 7, () => JSON.parse('{') as unknown]) {
      chat.reason = odd;
      expect(way.unavailable(session)).toBe('it failed; the log of mcm on stderr says why');
    }
  });

  it('cleans what it says before a model reads it', async () => {
    const { chat, way } = confirmer();
    chat.reply = () => ({
      next: 'Wait\u202e.',
      details: { link: 'https://chat.example/\u200b1', via: 'terminal' },
    });
    expect(await way.ask(about(), false)).toEqual({
      next: 'Wait.',
      details: { approve: { link: 'https://chat.example/1', via: 'chat' } },
    });
    chat.reply = () => undefined;
    expect(await way.ask(about(), false)).toBeUndefined();
  });
});
