import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestHost, type Simulator, type TestHost } from 'multi-cloud-manager/testing';
import acme from '../../examples/acme-plugin.js';
import httpAuditSink from '../../examples/http-audit-sink.js';
import { acmeApi } from './acme-api.js';
import { collector, type Collector } from './collector.js';

const TOKEN = 'acme-token-5d1c';
const COLLECTOR_TOKEN = 'collector-token-77ab';
const POWER_ON = {
  provider: 'acme',
  instance_id: 'srv-2',
  action: 'power_on',
  ip_confirmation: '192.0.2.8',
  name_confirmation: 'web-2',
  operation_confirmation: 'power on',
  wait_seconds: 0,
};

describe('the audit sink of the documents [RULE:AUDIT-SINKS]', () => {
  let cloud: Simulator;
  let records: Collector;
  let host: TestHost | undefined;
  const start = async (required: boolean): Promise<TestHost> => {
    host = await createTestHost({
      plugins: [
        { use: acme, config: { endpoint: cloud.url } },
        { use: httpAuditSink, config: { endpoint: records.url } },
      ],
      config: { audit: { sinks: [{ use: 'collector', required }] } },
      env: { ACME_TOKEN: TOKEN, COLLECTOR_TOKEN },
    });
    return host;
  };
  /** Every line of the trail on disk. */
  const onDisk = async ({ stateDir }: TestHost): Promise<readonly string[]> => {
    const directory = join(stateDir, 'audit');
    const files = (await readdir(directory)).filter((name) => name.endsWith('.jsonl')).sort();
    const texts = await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')));
    return texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
  };

  beforeEach(async () => {
    cloud = await acmeApi(TOKEN);
    records = await collector(COLLECTOR_TOKEN);
  });
  afterEach(async () => {
    await host?.close();
    await cloud.close();
    await records.close();
  });

  it('has acknowledged the intent before the cloud is asked to act', async () => {
    const acted: (readonly [string, number])[] = [];
    records.acknowledge = ({ kind, hash }) => {
      acted.push([kind, cloud.journal.mutations().length]);
      return hash;
    };
    const { call } = await start(true);
    expect((await call('manage_instance_power', POWER_ON)).content).toMatchObject({ status: 'completed' });
    expect(acted).toEqual([
      ['start', 0],
      ['intent', 0],
      ['call', 1],
    ]);
  });

  it('gets the lines that stand on the disk, byte for byte', async () => {
    const running = await start(true);
    await running.call('manage_instance_power', POWER_ON);
    expect(records.lines).toEqual(await onDisk(running));
    expect(records.lines).toHaveLength(3);
    expect(records.lines.join()).not.toContain('collector-token');
  });

  it.each([
    ['is down', () => void records.fail({ kind: 'status', status: 503 })],
    ['resets the connection', () => void records.fail({ kind: 'reset' })],
    ['answers no JSON', () => void records.fail({ kind: 'not_json', status: 200 })],
    ['acknowledges another record', () => (records.acknowledge = () => '00'.repeat(32))],
  ])('where it is required and %s, nothing is sent to the cloud, and reads go on', async (_, breakIt) => {
    breakIt();
    const { call } = await start(true);
    const refused = await call('manage_instance_power', POWER_ON);
    expect(refused.code).toBe('AUDIT_UNAVAILABLE');
    expect(cloud.journal.mutations()).toEqual([]);
    expect((await call('get_instance_info', { ip_address: '192.0.2.8' })).isError).toBe(false);
    const { audit } = (await call('get_system_status')).content as { audit: { reason?: string } };
    expect(audit.reason).toContain('the audit sink collector did not take it: ');
  });

  it('does not post to a cloud, wherever its config points it', async () => {
    host = await createTestHost({
      plugins: [
        { use: acme, config: { endpoint: cloud.url } },
        { use: httpAuditSink, config: { endpoint: cloud.url } },
      ],
      config: { audit: { sinks: [{ use: 'collector', required: true }] } },
      env: { ACME_TOKEN: TOKEN, COLLECTOR_TOKEN: TOKEN },
    });
    const { code, content } = await host.call('manage_instance_power', POWER_ON);
    expect(code).toBe('AUDIT_UNAVAILABLE');
    expect(JSON.stringify(content)).toContain('is the end point of a cloud, to which nothing is posted.');
    expect(cloud.journal.entries.map(({ method }) => method)).not.toContain('POST');
  });

  it('works again as soon as the collector does', async () => {
    const end = records.fail({ kind: 'status', status: 503 });
    const { call } = await start(true);
    expect((await call('manage_instance_power', POWER_ON)).code).toBe('AUDIT_UNAVAILABLE');
    end();
    expect((await call('manage_instance_power', POWER_ON)).content).toMatchObject({ status: 'completed' });
  });

  it('where it is not required, power goes on without it, with a warning', async () => {
    records.fail({ kind: 'status', status: 503 });
    const running = await start(false);
    const { content } = await running.call('manage_instance_power', POWER_ON);
    expect(content).toMatchObject({ status: 'completed' });
    await running.close();
    host = undefined;
    expect(running.log.join('')).toContain(
      'The audit sink collector is missing records from here on: POST /records was answered with HTTP 503.',
    );
  });
});
