import { expect } from '@jest/globals';
import type { Bench, HostOptions } from './bench.js';
import { restart } from './clients.js';
import type { Group, Way } from './way.js';
import { APP, DATABASE, LEDGER, PAY, REPLICA, SHOP, type Target } from './world.js';

const { right } = DATABASE;

/** A server that needs a person, three right arguments, and a client that cannot show a form. */
const byArguments = (name: string, target: Target, config: HostOptions['config'] = {}): Way => ({
  name,
  async go(bench) {
    const { ada } = await bench.on(target, { config });
    expect(await ada.restart(target, target.right)).toBe('confirmation_required');
    expect(await ada.restart(target, target.right)).toBe('confirmation_required');
  },
});

const NO_PERSON: readonly Way[] = [
  byArguments('three right arguments on DigitalOcean', DATABASE),
  byArguments('three right arguments on Vultr', LEDGER),
  byArguments('three right arguments on Alibaba Cloud', PAY),
  byArguments('three right arguments where every server needs a person', APP, {
    confirmation: { ordinary: 'human' },
  }),
  byArguments('three right arguments for a server that only its name marks', SHOP, {
    safety: { production: { words: ['shop'] } },
  }),
  byArguments('three right arguments for a large server', APP, { safety: { large: { vcpus: 1 } } }),
  {
    name: 'three right arguments where nobody can be asked',
    async go(bench) {
      const { ada } = await bench.on(DATABASE, { config: { confirmation: { via: ['elicitation'] } } });
      expect(await ada.restart(DATABASE, right)).toBe('POLICY_DENIED');
    },
  },
  {
    name: 'three right arguments for a server whose state is not known',
    async go(bench) {
      await bench.change(APP, { status: 'new-and-unheard-of' });
      const { ada } = await bench.on(APP);
      expect(await ada.restart(APP, APP.right)).toBe('confirmation_required');
    },
  },
  ...(
    [
      ['an answer', { answer: { outcome: 'accepted', values: right } }],
      ['an elicitation result', { action: 'accept', content: right }],
      ['an approval', { approval: { by: 'ada', values: right } }],
      [
        'a note that the user agreed',
        { _meta: { 'elicitation/answer': { action: 'accept', content: right } } },
      ],
    ] as const
  ).map(([what, more]): Way => ({
    name: `${what} sent in the arguments`,
    async go(bench) {
      const { ada } = await bench.on(DATABASE);
      expect(await ada.restart(DATABASE, { ...right, ...more })).toBe('VALIDATION_FAILED');
    },
  })),
  {
    name: "an answer sent in the call's _meta",
    async go(bench) {
      const client = await (await bench.host()).raw({ capabilities: {} });
      const call = restart(1, DATABASE.tool, { ...DATABASE.input, ...right });
      const _meta = { answer: { outcome: 'accepted', via: 'elicitation', values: right } };
      client.wire.write({ ...call, params: { ...(call['params'] as object), _meta, answer: _meta.answer } });
      expect(await client.outcome(1)).toBe('confirmation_required');
    },
  },
];

/** What a client says to the form, beside three right arguments, and what must come of it. */
const says = (name: string, answer: unknown, more: object = right): Way => ({
  name,
  async go(bench) {
    const client = await (await bench.host()).raw();
    client.restart(1, DATABASE, more);
    client.answer(await client.form(), answer);
    expect(await client.outcome(1)).toBe('CONFIRMATION_FAILED');
  },
});
const accepts = (name: string, content: unknown): Way => says(name, { action: 'accept', content });

const ANSWERS: readonly Way[] = [
  says('accepts without a form', { action: 'accept' }),
  accepts('accepts with an empty form', {}),
  accepts('accepts with null', null),
  accepts('accepts with a list of the right values', Object.values(right)),
  accepts('accepts with the right values as one text', JSON.stringify(right)),
  accepts('accepts with texts that are empty', {
    ip_confirmation: '',
    name_confirmation: ' ',
    operation_confirmation: '',
  }),
  accepts('accepts with values in lists', {
    ip_confirmation: [right.ip_confirmation],
    name_confirmation: [right.name_confirmation],
    operation_confirmation: [right.operation_confirmation],
  }),
  accepts('accepts with true for each', {
    ip_confirmation: true,
    name_confirmation: true,
    operation_confirmation: true,
  }),
  accepts('accepts with fields that nobody asked for', { confirm: true, approved: 'yes' }),
  accepts('accepts with the right values under other keys', {
    ipConfirmation: right.ip_confirmation,
    nameConfirmation: right.name_confirmation,
    operationConfirmation: right.operation_confirmation,
  }),
  accepts('accepts with the right values one level deeper', { values: right }),
  accepts(
    'accepts with the right values below __proto__',
    JSON.parse(`{"__proto__":${JSON.stringify(right)}}`),
  ),
  accepts('accepts with two of three', { ...right, operation_confirmation: '' }),
  accepts('accepts with the values of another server', REPLICA.right),
  accepts('accepts with the word of another operation', { ...right, operation_confirmation: '关机' }),
  accepts('accepts with the titles of the fields', {
    ip_confirmation: 'IP address',
    name_confirmation: 'Server name',
    operation_confirmation: 'Operation',
  }),
  says('declines with the right values', { action: 'decline', content: right }),
  says('cancels with the right values', { action: 'cancel', content: right }),
  says('says ACCEPT', { action: 'ACCEPT', content: right }),
  says('says true', { action: true, content: right }),
  says('says nothing of an action', { content: right }),
  says('says what is no object', 'accept'),
  {
    name: 'answers with an error that holds the right values',
    async go(bench) {
      const client = await (await bench.host()).raw();
      client.restart(1, DATABASE, right);
      const { id } = await client.form();
      const data = { action: 'accept', content: right };
      client.wire.write({ jsonrpc: '2.0', id, error: { code: 0, message: 'accept', data } });
      expect(await client.outcome(1)).toBe('CONFIRMATION_FAILED');
    },
  },
  {
    name: 'the SDK accepts an empty form by itself',
    async go(bench) {
      const form = () => ({ action: 'accept' as const, content: {} });
      const { ada } = await bench.on(DATABASE, { as: { form } });
      expect(await ada.restart(DATABASE, right)).toBe('CONFIRMATION_FAILED');
    },
  },
  {
    name: 'fills the form in rightly, and gave wrong arguments',
    async go(bench) {
      const form = () => ({ action: 'accept' as const, content: { ...right } });
      const { ada } = await bench.on(DATABASE, { as: { form } });
      const name_confirmation = 'db-spare';
      expect(await ada.restart(DATABASE, { name_confirmation })).toBe('CONFIRMATION_FAILED');
    },
  },
];

const accepted = { action: 'accept', content: right };
const raw = async (bench: Bench, options = {}) => (await bench.host()).raw(options);

const TIMES: readonly Way[] = [
  {
    name: 'answers after it cancelled the call',
    async go(bench) {
      const client = await raw(bench);
      client.restart(1, DATABASE);
      const question = await client.form();
      client.wire.write({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
      await client.until(({ method }) => method === 'notifications/cancelled');
      client.answer(question, accepted);
      expect(await client.wire.ping()).toMatchObject({ result: {} });
    },
  },
  {
    name: 'answers after its time',
    async go(bench) {
      const client = await raw(bench, { askTimeoutMs: 1 });
      client.restart(1, DATABASE);
      const question = await client.form();
      expect(await client.outcome(1)).toBe('CONFIRMATION_FAILED');
      client.answer(question, accepted);
      expect(await client.wire.ping()).toMatchObject({ result: {} });
    },
  },
  {
    name: 'declines, and then accepts the same question',
    async go(bench) {
      const client = await raw(bench);
      client.restart(1, DATABASE);
      const question = await client.form();
      client.answer(question, { action: 'decline' });
      client.answer(question, accepted);
      expect(await client.outcome(1)).toBe('CONFIRMATION_FAILED');
    },
  },
  {
    name: 'accepts twice',
    due: 1,
    async go(bench) {
      const client = await raw(bench);
      client.restart(1, DATABASE);
      const question = await client.form();
      client.answer(question, accepted);
      client.answer(question, accepted);
      expect(await client.outcome(1)).toMatch(/^(in_progress|completed)$/);
      expect(await client.wire.ping()).toMatchObject({ result: {} });
    },
  },
  {
    name: 'accepts questions that were not asked yet',
    async go(bench) {
      const client = await raw(bench);
      for (let id = 0; id < 20; id += 1) client.answer({ id }, accepted);
      client.restart(100, DATABASE);
      client.answer(await client.form(), { action: 'decline' });
      expect(await client.outcome(100)).toBe('CONFIRMATION_FAILED');
    },
  },
  {
    name: 'accepts under ids beside the one that was asked',
    async go(bench) {
      const client = await raw(bench);
      client.restart(1, DATABASE);
      const question = await client.form();
      const id = Number(question['id']);
      for (const other of [id + 1, id - 1, String(id), `${String(id)}.0`, null, [id]])
        client.answer({ id: other }, accepted);
      client.answer(question, { action: 'decline' });
      expect(await client.outcome(1)).toBe('CONFIRMATION_FAILED');
    },
  },
  {
    name: 'answers two questions crosswise',
    async go(bench) {
      const client = await raw(bench);
      client.restart(1, DATABASE);
      const first = await client.form();
      client.restart(2, REPLICA);
      const second = await client.form();
      client.answer(first, { action: 'accept', content: REPLICA.right });
      client.answer(second, accepted);
      for (let replies = 0; replies < 2; replies += 1) {
        const { result } = await client.until(({ id, method }) => id !== undefined && method === undefined);
        expect(result).toMatchObject({ structuredContent: { error: { code: 'CONFIRMATION_FAILED' } } });
      }
    },
  },
  {
    name: 'accepts one question, and calls again',
    due: 1,
    async go(bench) {
      const client = await raw(bench);
      client.restart(1, DATABASE);
      client.answer(await client.form(), accepted);
      expect(await client.outcome(1)).toMatch(/^(in_progress|completed)$/);
      client.restart(2, DATABASE);
      client.answer(await client.form(), {});
      expect(await client.outcome(2)).toBe('CONFIRMATION_FAILED');
    },
  },
];

/** A client that is not to be asked, whatever it declares. */
const notAsked = (name: string, version: string, capabilities: object): Way => ({
  name,
  async go(bench) {
    const client = await raw(bench, { version, capabilities });
    client.restart(1, DATABASE, right);
    expect(await client.outcome(1)).toBe('confirmation_required');
    for (let id = 0; id < 5; id += 1) client.answer({ id }, accepted);
    client.restart(2, DATABASE, right);
    expect(await client.outcome(2)).toBe('confirmation_required');
  },
});

export const FORMS: readonly Group[] = [
  { name: 'a person is required and none was there', ways: NO_PERSON },
  { name: 'a client', ways: ANSWERS },
  { name: 'at the wrong time a client', ways: TIMES },
  {
    name: 'a client that cannot show a form',
    ways: [
      notAsked('of 2025-03-26 declares elicitation', '2025-03-26', { elicitation: {} }),
      notAsked('of 2024-11-05 declares elicitation', '2024-11-05', { elicitation: { form: {} } }),
      notAsked('that opens addresses only', '2025-11-25', { elicitation: { url: {} } }),
      notAsked('that declares no elicitation', '2025-11-25', {}),
    ],
  },
];
