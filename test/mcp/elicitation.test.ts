import { describe, expect, it } from '@jest/globals';
import type { Ask, CallOutcome } from '../../src/call/request.js';
import { aborted, call, gate, open, PONG, ScriptedHost, type Message } from './wire.js';

const ASK: Ask = {
  message: 'Reboot web-1?',
  waiting: 'waiting for a person to confirm',
  binding: { reference: 'ref-1', seen: { status: 'hash' } },
  fields: [
    { name: 'ip_confirmation', title: 'IP address', description: 'One of its addresses' },
    { name: 'name_confirmation', title: 'Name', description: 'Its name' },
    { name: 'operation_confirmation', title: 'Word', description: 'The word for it' },
  ],
};

const CHALLENGE: CallOutcome = {
  kind: 'challenge',
  content: { status: 'confirmation_required' },
  text: 'Ask.',
  ask: ASK,
};

/** Challenges a call without an answer and says what came of one with it. */
const challenging = () =>
  new ScriptedHost(({ answer }) =>
    answer ? { kind: 'result', content: { outcome: answer.outcome }, text: answer.outcome } : CHALLENGE,
  );

const CAN_ASK = { elicitation: {} };

const reply = (question: Message, result: object): Message => ({
  jsonrpc: '2.0',
  id: question['id'],
  result,
});

describe('asking a person', () => {
  it('shows a form of three required texts without defaults', async () => {
    const { wire } = await open(challenging(), '2025-06-18', CAN_ASK);
    const text = (title: string, description: string) => ({
      type: 'string',
      title,
      description,
      minLength: 1,
    });
    expect(await wire.ask(call(1))).toEqual({
      jsonrpc: '2.0',
      id: expect.any(Number),
      method: 'elicitation/create',
      params: {
        message: 'Reboot web-1?',
        requestedSchema: {
          type: 'object',
          properties: {
            ip_confirmation: text('IP address', 'One of its addresses'),
            name_confirmation: text('Name', 'Its name'),
            operation_confirmation: text('Word', 'The word for it'),
          },
          required: ['ip_confirmation', 'name_confirmation', 'operation_confirmation'],
        },
      },
    });
  });

  it('runs the same call again with what the person typed', async () => {
    const host = challenging();
    const { wire } = await open(host, undefined, CAN_ASK);
    const typed = {
      ip_confirmation: '192.0.2.7',
      name_confirmation: 'web-1',
      operation_confirmation: 'reboot',
    };
    const question = await wire.ask(call(1));
    const answer = await wire.ask(reply(question, { action: 'accept', content: typed }));
    expect(answer).toMatchObject({ id: 1, result: { structuredContent: { outcome: 'accepted' } } });
    expect(host.calls).toHaveLength(2);
    expect(host.calls[1]).toEqual({
      ...host.calls[0],
      answer: { binding: ASK.binding, via: 'elicitation', outcome: 'accepted', values: typed },
    });
    expect(host.calls[1]?.session.canAsk).toBe(true);
  });

  it.each([
    ['an empty form', { action: 'accept', content: {} }, {}],
    ['no form', { action: 'accept' }, {}],
    ['null', { action: 'accept', content: null }, {}],
    [
      'values of other types and other names',
      { action: 'accept', content: { ip_confirmation: 7, name_confirmation: 'web-1', more: 'x' } },
      { name_confirmation: 'web-1' },
    ],
  ])('takes %s as accepted with what is missing left out', async (_, result, values) => {
    const host = challenging();
    const { wire } = await open(host, undefined, CAN_ASK);
    const question = await wire.ask(call(1));
    expect(await wire.ask(reply(question, result))).toMatchObject({ id: 1 });
    expect(host.calls[1]?.answer).toEqual({
      binding: ASK.binding,
      via: 'elicitation',
      outcome: 'accepted',
      values,
    });
  });

  it.each([
    ['decline', { result: { action: 'decline' } }, 'declined'],
    ['cancel', { result: { action: 'cancel' } }, 'cancelled'],
    ['an error', { error: { code: -32603, message: 'no window' } }, 'failed'],
    ['an unknown action', { result: { action: 'sure' } }, 'failed'],
    ['a malformed response', { result: 'yes' }, 'failed'],
  ])('tells the host of %s', async (_, body, outcome) => {
    const host = challenging();
    const { wire } = await open(host, undefined, CAN_ASK);
    const question = await wire.ask(call(1));
    await wire.ask({ jsonrpc: '2.0', id: question['id'], ...body });
    expect(host.calls[1]?.answer).toEqual({ binding: ASK.binding, via: 'elicitation', outcome });
  });

  it('gives up after its time and ignores an answer that comes later', async () => {
    const host = challenging();
    const { wire } = await open(host, undefined, CAN_ASK, { askTimeoutMs: 1 });
    const question = await wire.ask(call(1));
    expect(await wire.next()).toMatchObject({
      method: 'notifications/cancelled',
      params: { requestId: question['id'] },
    });
    expect(await wire.next()).toMatchObject({
      id: 1,
      result: { structuredContent: { outcome: 'timed_out' } },
    });
    wire.write(reply(question, { action: 'accept', content: { ip_confirmation: '192.0.2.7' } }));
    expect(await wire.ping()).toEqual(PONG);
    expect(host.calls).toHaveLength(2);
  });

  it('does not act on an answer to a call that was cancelled meanwhile', async () => {
    const host = challenging();
    const { wire } = await open(host, undefined, CAN_ASK);
    const question = await wire.ask(call(1));
    const cancelled = await wire.ask({
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId: 1 },
    });
    expect(cancelled).toMatchObject({
      method: 'notifications/cancelled',
      params: { requestId: question['id'] },
    });
    wire.write(reply(question, { action: 'accept', content: { ip_confirmation: '192.0.2.7' } }));
    expect(await wire.ping()).toEqual(PONG);
    expect(host.calls).toHaveLength(1);
  });

  it('takes no answer under another id than its own', async () => {
    const host = challenging();
    const { wire } = await open(host, undefined, CAN_ASK);
    const question = await wire.ask(call(1));
    wire.write({ jsonrpc: '2.0', id: String(question['id']), result: { action: 'accept', content: {} } });
    expect(await wire.ping()).toEqual(PONG);
    await wire.ask(reply(question, { action: 'decline' }));
    expect(host.calls[1]?.answer?.outcome).toBe('declined');
  });

  it('is over when the client is gone', async () => {
    const host = challenging();
    const { wire, session } = await open(host, undefined, CAN_ASK);
    await wire.ask(call(1));
    wire.input.end();
    await session.ended;
    await session.finish();
    expect(host.calls[1]?.answer?.outcome).toBe('failed');
    expect(wire.reader.drain()).toContainEqual(expect.objectContaining({ id: 1 }));
  });

  it('does not ask twice for one call', async () => {
    const host = new ScriptedHost(() => CHALLENGE);
    const { wire } = await open(host, undefined, CAN_ASK);
    const question = await wire.ask(call(1));
    expect(await wire.ask(reply(question, { action: 'decline' }))).toMatchObject({
      id: 1,
      result: { structuredContent: { status: 'confirmation_required' }, isError: false },
    });
    expect(host.calls).toHaveLength(2);
  });

  it('does not start for a call that was cancelled before its challenge', async () => {
    const started = gate();
    const ended = gate();
    const host = new ScriptedHost(async ({ signal }) => {
      started.open();
      await aborted(signal);
      ended.open();
      return CHALLENGE;
    });
    const { wire } = await open(host, undefined, CAN_ASK);
    wire.write(call(1));
    await started.promise;
    wire.write({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
    await ended.promise;
    expect(await wire.ping()).toEqual(PONG);
    expect(host.calls).toHaveLength(1);
  });

  it.each([
    ['the client declares no elicitation', '2025-11-25', {}],
    ['the client can only open addresses', '2025-11-25', { elicitation: { url: {} } }],
    ['the version has no elicitation', '2025-03-26', CAN_ASK],
    ['the version is the oldest', '2024-11-05', CAN_ASK],
  ])('does not happen where %s', async (_, version, capabilities) => {
    const host = challenging();
    const { wire } = await open(host, version, capabilities);
    expect(await wire.ask(call(1))).toMatchObject({
      id: 1,
      result: { structuredContent: { status: 'confirmation_required' } },
    });
    expect(host.calls[0]?.session.canAsk).toBe(false);
  });

  it.each([
    ['an empty elicitation capability', '2025-06-18', CAN_ASK],
    ['the form mode', '2025-11-25', { elicitation: { form: {}, url: {} } }],
  ])('is possible with %s', async (_, version, capabilities) => {
    const { wire } = await open(challenging(), version, capabilities);
    expect(await wire.ask(call(1))).toMatchObject({ method: 'elicitation/create' });
  });
});
