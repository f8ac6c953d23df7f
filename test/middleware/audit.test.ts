import { readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Acme, acme, server } from '../fixtures/acme.js';
import { calls } from '../fixtures/direct-host.js';
import { direct, errorIn, hostOf } from '../fixtures/hosts.js';
import { talker } from '../fixtures/talker.js';

/** How many records of calls are in the files at this moment. */
function written(stateDir: string): number {
  const directory = join(stateDir, 'audit');
  const [file = ''] = readdirSync(directory).filter((name) => name.endsWith('.jsonl'));
  return readFileSync(join(directory, file), 'utf8').split('\n').length - 2;
}

const POWER = { provider: 'acme', instance_id: 'i-1', action: 'reboot' };
const RIGHT = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'server-i-1',
  operation_confirmation: 'reboot',
};

describe('the audit of calls [RULE:AUDIT]', () => {
  it('has one record for a read, with who, what and how it ended', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1' })));
    await host.call('get_instance_info', { ip_address: '203.0.113.7' });
    const [record, ...others] = await host.audit();
    expect(others).toEqual([]);
    expect(record).toEqual({
      v: 2,
      seq: 2,
      prev: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
      host: { name: hostname(), version: expect.any(String) as unknown, pid: process.pid },
      kind: 'call',
      call_id: expect.any(String) as unknown,
      tool: 'get_instance_info',
      access: 'read',
      plugin: 'general',
      principal: { id: 'tester', source: 'test', groups: [], authenticated: false },
      client: { name: 'test-client', version: '1' },
      session: expect.any(String) as unknown,
      arguments: { ip_address: '203.0.113.7' },
      decisions: [],
      outcome: 'result',
      duration_ms: expect.any(Number) as unknown,
    });
  });

  it('of a read is written after its answer, and that of a power action before', async () => {
    const host = await direct({ config: { plugins: [acme(new Acme(server({ id: 'i-1' })))] } });
    const reads = async (): Promise<number> => {
      await host.call('get_instance_info', { ip_address: '203.0.113.7' });
      return written(host.stateDir);
    };
    // The first of all waits until the trail is begun.
    expect([await reads(), await reads()]).toEqual([1, 1]);
    await host.call('manage_instance_power', { ...POWER, ...RIGHT });
    expect(written(host.stateDir)).toBe(4);
  });

  it('has the intent before and the outcome after a power action [RULE:INTENT-BEFORE-ACT] [PARAM:manage_instance_power.reason]', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await hostOf(cloud);
    let atAct: readonly string[] = [];
    cloud.answer = async () => {
      atAct = (await host.audit()).map(({ kind }) => kind);
      return { state: 'completed', operationId: 'op-1' };
    };
    await host.call('manage_instance_power', { ...POWER, ...RIGHT, reason: 'kernel update' });
    expect(atAct).toEqual(['intent']);
    const common = {
      tool: 'manage_instance_power',
      action: 'reboot',
      reason: 'kernel update',
      target: { provider: 'acme', account: 'default', id: 'i-1', name: 'server-i-1', status: 'running' },
      confirmation: {
        required: 'arguments',
        via: 'arguments',
        right: ['ip_confirmation', 'name_confirmation', 'operation_confirmation'],
        wrong: [],
        missing: [],
      },
    };
    const [intent, outcome, ...others] = await host.audit();
    expect(others).toEqual([]);
    expect(intent).toMatchObject({ kind: 'intent', seq: 2, ...common });
    expect(outcome).toMatchObject({
      kind: 'call',
      seq: 3,
      ...common,
      outcome: 'result',
      status: 'completed',
      operation_id: 'op-1',
      state_before: 'running',
      state_after: 'running',
    });
    expect(outcome?.call_id).toBe(intent?.call_id);
  });

  it('says of confirmation values only that they were given', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1' })));
    await host.call('manage_instance_power', {
      ...POWER,
      ip_confirmation: '198.51.100.9',
      name_confirmation: 'guess-1',
    });
    const [record] = await host.audit();
    expect(record?.arguments).toEqual({ ...POWER, ip_confirmation: '[given]', name_confirmation: '[given]' });
    expect(JSON.stringify(record)).not.toMatch(/198\.51\.100\.9|guess-1/);
  });

  it('has every refusal, with its code', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1' }), server({ id: 'i-2', status: 'stopped' })));
    await host.call('manage_instance_power', POWER);
    await host.call('manage_instance_power', { ...POWER, ip_confirmation: '203.0.113.8' });
    await host.call('manage_instance_power', { ...POWER, instance_id: 'i-2' });
    await host.call('manage_instance_power', { ...POWER, instance_id: 'i-3' });
    await host.call('manage_instance_power', { nonsense: true });
    await host.call('get_instance_info', { ip_address: 'x' });
    expect(calls(await host.audit()).map(({ outcome, code }) => [outcome, code])).toEqual([
      ['challenge', undefined],
      ['refused', 'CONFIRMATION_FAILED'],
      ['refused', 'INSTANCE_STATE_CONFLICT'],
      ['refused', 'RESOURCE_NOT_FOUND'],
      ['refused', 'VALIDATION_FAILED'],
      ['error', 'VALIDATION_FAILED'],
    ]);
  });

  it('cleans and shortens what the caller wrote', async () => {
    const host = await hostOf(new Acme());
    await host.call('get_instance_info', { ip_address: 'a\u001b[31m\u202eb', provider: 'x'.repeat(600) });
    expect((await host.audit())[0]?.arguments).toEqual({
      ip_address: 'ab',
      provider: `${'x'.repeat(500)}… [600 characters]`,
    });
  });

  it('has no secret, wherever one turns up', async () => {
    const host = await hostOf(new Acme(), {
      plugins: [acme(new Acme()), talker((_, key) => ({ said: key }))],
      env: { TALKER_KEY: 'hunter22' },
    });
    await host.call('talk');
    await host.call('talk', { about: 'hunter22' });
    expect((await host.audit())[1]?.arguments).toEqual({ about: '[redacted]' });
  });
});

describe('an audit that cannot be written [RULE:NO-AUDIT-NO-ACTION]', () => {
  async function blocked() {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await hostOf(cloud);
    const path = join(host.stateDir, 'audit');
    await writeFile(path, 'in the way');
    return { cloud, host, path };
  }

  it('refuses power, and sends nothing', async () => {
    const { cloud, host } = await blocked();
    expect(errorIn(await host.call('manage_instance_power', { ...POWER, ...RIGHT }))).toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
      message: 'The audit trail cannot be written, so power actions are refused. Nothing was done.',
    });
    expect(cloud.acts).toEqual([]);
  });

  it('does not keep anyone from reading, and is told in the status', async () => {
    const { host } = await blocked();
    expect((await host.call('get_instance_info', { ip_address: '203.0.113.7' })).content['id']).toBe('i-1');
    expect((await host.call('get_system_status')).content).toMatchObject({
      status: 'limited',
      audit: { state: 'failing', directory: join(host.stateDir, 'audit') },
    });
    expect(host.log.join('')).toContain('The audit record 1 could not be written');
  });

  it('lets power through again once it can be written', async () => {
    const { cloud, host, path } = await blocked();
    await host.call('manage_instance_power', { ...POWER, ...RIGHT });
    await rm(path);
    expect((await host.call('manage_instance_power', { ...POWER, ...RIGHT })).content['status']).toBe(
      'completed',
    );
    expect((await host.call('get_system_status')).content).toMatchObject({ audit: { state: 'ok' } });
    expect(cloud.acts).toHaveLength(1);
  });
});
