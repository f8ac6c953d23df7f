import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { link, ZEROS } from '../../src/audit/link.js';
import { chainId, segmentName } from '../../src/audit/names.js';
import { readOperations } from '../../src/audit/operations.js';
import type { CallRecord, IntentRecord } from '../../src/audit/record.js';
import { HOST, intent, outcome, record } from '../audit/records.js';
import { Acme, acme, server } from '../fixtures/acme.js';
import { errorIn, hostOf } from '../fixtures/hosts.js';

interface Shown {
  readonly time: string;
  readonly call_id: string;
  readonly outcome: string;
  readonly status?: string;
  readonly code?: string;
  readonly instance_id?: string;
  readonly provider?: string;
}

const RIGHT = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'server-i-1',
  operation_confirmation: 'reboot',
};

describe('get_operation_history [RULE:OPERATION-HISTORY]', () => {
  it('knows what a call was about that was refused before anything was read', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1' })));
    await host.call('manage_instance_power', { provider: 'ACME', instance_id: 'no id', action: 'reboot' });
    const reply = await host.call('get_operation_history', { provider: 'acme', instance_id: 'no id' });
    expect(reply.content['operations']).toMatchObject([
      { provider: 'acme', instance_id: 'no id', outcome: 'refused', code: 'VALIDATION_FAILED' },
    ]);
  });

  it('tells of every power call, the newest first, refusals, challenges and dry runs too', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1' })));
    const reboot = { instance_id: 'i-1' };
    await host.call('reboot_acme_instance', reboot);
    await host.call('reboot_acme_instance', { ...reboot, ...RIGHT, name_confirmation: 'other' });
    await host.call('reboot_acme_instance', { ...reboot, ...RIGHT, dry_run: true });
    await host.call('reboot_acme_instance', { ...reboot, ...RIGHT, reason: 'it hangs' });
    await host.call('list_acme_instances');
    const reply = await host.call('get_operation_history');
    const operations = reply.content['operations'] as readonly Shown[];
    expect(operations.map(({ outcome: end, status, code }) => [end, status, code])).toEqual([
      ['result', 'completed', undefined],
      ['result', 'dry_run', undefined],
      ['refused', undefined, 'CONFIRMATION_FAILED'],
      ['challenge', 'confirmation_required', undefined],
    ]);
    expect(operations[0]).toEqual({
      time: operations[0]?.time,
      call_id: operations[0]?.call_id,
      tool: 'reboot_acme_instance',
      action: 'reboot',
      provider: 'acme',
      account: 'default',
      instance_id: 'i-1',
      name: 'server-i-1',
      outcome: 'result',
      status: 'completed',
      operation_id: 'op-1',
      state_before: 'running',
      state_after: 'running',
      principal: 'tester',
      client: 'test-client 1',
      reason: 'it hangs',
    });
    expect(reply.text.split('\n')[0]).toBe(
      `${operations[0]?.time ?? ''} reboot_acme_instance on acme/i-1: result completed (tester)`,
    );
  });

  it('holds none of the confirmation values of a call that was refused [RULE:NEVER-THE-EXPECTED-VALUES]', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1' })));
    await host.call('reboot_acme_instance', { instance_id: 'i-1', ...RIGHT, ip_confirmation: '192.0.2.1' });
    const { text, content } = await host.call('get_operation_history');
    expect(JSON.stringify([text, content])).not.toMatch(/203\.0\.113\.7|192\.0\.2\.1/);
  });

  it('is narrowed by provider, instance and number', async () => {
    const [one, two] = [
      new Acme(server({ id: 'i-1' }), server({ id: 'i-2' })),
      new Acme(server({ id: 'i-1' })),
    ];
    const host = await hostOf(one, { plugins: [acme(one), acme(two, 'beta')] });
    for (const [provider, instance_id] of [
      ['acme', 'i-1'],
      ['acme', 'i-2'],
      ['beta', 'i-1'],
    ])
      await host.call('manage_instance_power', { provider, instance_id, action: 'reboot' });
    const of = async (input: object) =>
      (
        (await host.call('get_operation_history', { ...input })).content['operations'] as readonly Shown[]
      ).map(({ provider, instance_id }) => `${provider ?? ''}/${instance_id ?? ''}`);
    expect(await of({})).toEqual(['beta/i-1', 'acme/i-2', 'acme/i-1']);
    expect(await of({ provider: 'ACME' })).toEqual(['acme/i-2', 'acme/i-1']);
    expect(await of({ instance_id: 'i-1' })).toEqual(['beta/i-1', 'acme/i-1']);
    expect(await of({ provider: 'acme', instance_id: 'i-1' })).toEqual(['acme/i-1']);
    expect(await of({ instance_id: 'i-9' })).toEqual([]);
    expect(await of({ limit: 1 })).toEqual(['beta/i-1']);
  });

  it('of a provider that does not exist names those that do', async () => {
    const host = await hostOf(new Acme());
    expect(errorIn(await host.call('get_operation_history', { provider: 'gamma' }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'provider: there is no such provider; known are acme.',
    });
  });

  it('says that there is none yet', async () => {
    const reply = await (await hostOf(new Acme())).call('get_operation_history');
    expect([reply.text, reply.content]).toEqual([
      'No power operation is in the audit trail.',
      { operations: [] },
    ]);
  });

  it('says where a part of the trail cannot be read, so that nobody takes the rest for all', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1' })));
    await host.call('reboot_acme_instance', { instance_id: 'i-1' });
    await writeFile(join(host.stateDir, 'audit', 'other.jsonl'), '', { mode: 0o644 });
    const sentence =
      /^A part of the audit trail could not be read, so operations may be missing: .*other\.jsonl has mode 0644.* mcm audit verify tells all\.$/;
    const { text, content } = await host.call('get_operation_history');
    expect(content).toEqual({
      operations: [expect.objectContaining({ outcome: 'challenge' })],
      incomplete: expect.stringMatching(sentence) as unknown,
    });
    expect(text.split('\n')[0]).toMatch(sentence);
  });

  it('asks no cloud', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    await (await hostOf(cloud)).call('get_operation_history', { provider: 'acme', instance_id: 'i-1' });
    expect(cloud.asked).toEqual([]);
  });
});

describe('the operations in a trail', () => {
  let stateDir: string;
  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'mcm-history-'));
  });
  afterEach(() => rm(stateDir, { recursive: true, force: true }));

  const at = (second: number) => `2026-03-01T12:00:0${String(second)}.000Z`;
  const target = { provider: 'acme', account: 'default', id: 'i-1', name: 'web-1', status: 'running' };
  type Timed = readonly [second: number, entry: IntentRecord | CallRecord];
  const begun = (second: number, id: string): Timed => [
    second,
    { ...intent, call_id: id, target, action: 'reboot' },
  ];
  const ended = (second: number, id: string, more: Partial<CallRecord> = {}): Timed => [
    second,
    { ...outcome, call_id: id, target, action: 'reboot', ...more },
  ];

  /** The chain of one process. */
  async function write(pid: number, ...entries: readonly Timed[]): Promise<void> {
    const chain = chainId(new Date(at(0)), pid);
    const lines: string[] = [];
    let prev = ZEROS;
    for (const [second, entry] of [[0, { kind: 'start', chain }] as const, ...entries]) {
      const made = link(entry, { seq: lines.length + 1, prev, time: at(second), host: { ...HOST, pid } });
      lines.push(`${made.line}\n`);
      prev = made.record.hash;
    }
    await file(segmentName(chain, 1), lines.join(''));
  }
  async function file(name: string, text: string): Promise<void> {
    await mkdir(join(stateDir, 'audit'), { recursive: true });
    await writeFile(join(stateDir, 'audit', name), text, { mode: 0o600 });
  }
  const read = (query: { provider?: string; instanceId?: string; limit?: number } = {}) =>
    readOperations(stateDir, { limit: 50, ...query }).then(({ operations }) => operations);

  it('of several processes are one history, in the order of time', async () => {
    await write(7, begun(1, 'a'), ended(4, 'a', { status: 'completed' }));
    await write(8, begun(2, 'b'), ended(3, 'b', { status: 'unknown' }));
    expect((await read()).map(({ time, call_id, status }) => [time, call_id, status])).toEqual([
      [at(4), 'a', 'completed'],
      [at(3), 'b', 'unknown'],
    ]);
  });

  it('whose end was never written are unfinished', async () => {
    await write(7, begun(1, 'a'), ended(2, 'a'), begun(3, 'b'));
    expect(await read()).toEqual([
      {
        time: at(3),
        call_id: 'b',
        tool: 'reboot_acme_instance',
        action: 'reboot',
        provider: 'acme',
        account: 'default',
        instance_id: 'i-1',
        name: 'web-1',
        outcome: 'unfinished',
        principal: 'ada',
      },
      expect.objectContaining({ call_id: 'a', outcome: 'result' }),
    ]);
  });

  it('are counted after they are filtered, and reads are none of them', async () => {
    await write(
      7,
      ended(1, 'a'),
      ended(2, 'b', { target: { ...target, provider: 'beta' } }),
      ended(3, 'c', { access: 'read' }),
      ended(4, 'd', { target: { ...target, id: 'i-2' } }),
    );
    expect((await read({ limit: 2 })).map(({ call_id }) => call_id)).toEqual(['d', 'b']);
    expect(
      (await read({ provider: 'Acme', instanceId: 'i-1', limit: 1 })).map(({ call_id }) => call_id),
    ).toEqual(['a']);
  });

  it('have the id that the cloud gave the request', async () => {
    await write(7, ended(1, 'a', { operation_id: 'op-1', request_id: 'req-1' }));
    expect(await read()).toMatchObject([{ operation_id: 'op-1', request_id: 'req-1' }]);
  });

  it('of an earlier version are told too', async () => {
    await file('2026-02-01T12-00-00-000Z-7.jsonl', `${JSON.stringify(record(1, at(1)))}\n`);
    await write(7, ended(2, 'b'));
    expect((await read()).map(({ call_id }) => call_id)).toEqual(['b', 'call-1']);
  });

  it('are told where a line of the trail is broken, and that some may be missing [RULE:TORN-AUDIT-LINES]', async () => {
    await write(7, ended(1, 'a'));
    const broken = [
      '{"v":1,"seq":1,"ti',
      'null',
      '7',
      '"text"',
      '[]',
      '{}',
      '',
      JSON.stringify(record(2, at(2))),
      '',
    ];
    await file('torn.jsonl', broken.join('\n'));
    const { operations, incomplete } = await readOperations(stateDir, { limit: 50 });
    expect(operations.map(({ call_id }) => call_id)).toEqual(['call-1', 'a']);
    expect(incomplete).toBe(
      'A part of the audit trail could not be read, so operations may be missing: torn.jsonl: 7 lines are no record of mcm. mcm audit verify tells all.',
    );
  });

  it('are told of the other chains where one cannot be read', async () => {
    await write(7, ended(1, 'a'));
    await write(8, ended(2, 'b'));
    const [first = ''] = (await readdir(join(stateDir, 'audit'))).sort();
    await chmod(join(stateDir, 'audit', first), 0o606);
    const { operations, incomplete } = await readOperations(stateDir, { limit: 50 });
    expect(operations.map(({ call_id }) => call_id)).toEqual(['b']);
    expect(incomplete).toContain(`${first} has mode 0606`);
  });
});
