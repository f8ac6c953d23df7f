import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sdk from '@alicloud/ecs20140526';
import core from '@alicloud/openapi-core';
import { manualClock } from 'multi-cloud-manager/testing';
import {
  createAlibabaSimulator,
  exampleFleet,
  instance,
  manyInstances,
  SIMULATOR_KEY,
  type AlibabaSimulator,
} from '../../plugins/alibaba/simulator.js';
import type { Signer } from '../../plugins/alibaba/signing.js';
import { context, makeProvider, restlessClock } from './world.js';

const WEB = 'i-bp1webserver0000001';
const NOW = new Date();
let simulator: AlibabaSimulator;

beforeEach(async () => {
  simulator = await createAlibabaSimulator({
    clock: manualClock(NOW),
    accounts: [
      {
        instances: exampleFleet(),
        keys: {
          [SIMULATOR_KEY.id]: SIMULATOR_KEY,
          narrow: { secret: 'narrow-secret', may: ['DescribeRegions'] },
          sts: { secret: 'sts-secret', token: 'sts-token' },
          old: { secret: 'old-secret', token: 'old-token', expiresAt: NOW },
          off: { secret: 'off-secret', disabled: true },
        },
      },
      { instances: manyInstances(25), keys: { many: { secret: 'many-secret' } }, economical: true },
    ],
  });
});

afterEach(() => simulator.close());

/** The SDK's own client with its own transport, as anybody would use it. */
function client(
  accessKeyId = SIMULATOR_KEY.id,
  accessKeySecret = SIMULATOR_KEY.secret,
  securityToken?: string,
) {
  const config = { accessKeyId, accessKeySecret, endpoint: new URL(simulator.url).host, protocol: 'http' };
  return new sdk.default(
    new core.$OpenApiUtil.Config({ ...config, ...(securityToken === undefined ? {} : { securityToken }) }),
  );
}

/** The API's error code. */
async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'no error',
    (error: unknown) => (error as { code?: unknown }).code,
  );
}

const list = (more: object = {}) => new sdk.DescribeInstancesRequest({ regionId: 'cn-hangzhou', ...more });

describe("the SDK's own client on the simulator", () => {
  it('is understood, signature and all', async () => {
    const { body } = await client().describeInstances(list({ instanceName: '~!*()\' "中文' }));
    expect(body?.instances?.instance?.map(({ instanceId }) => instanceId)).toContain(WEB);
  });

  it('sends what the plugin sends', async () => {
    await client().describeInstances(list({ maxResults: 100 }));
    const { provider, close } = makeProvider({
      env: {
        ALIBABA_CLOUD_ACCESS_KEY_ID: SIMULATOR_KEY.id,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: SIMULATOR_KEY.secret,
        ALIBABA_CLOUD_ECS_ENDPOINT: simulator.url,
      },
      clock: restlessClock(() => NOW),
    });
    await provider.listPage({ account: 'default', region: 'cn-hangzhou' }, undefined, context());
    await close();
    const [theirs, ours] = simulator.journal.entries.map(({ method, path, query, body, headers }) => ({
      ...{ method, path, query, body },
      headers: Object.keys(headers).filter(
        (name) => name.startsWith('x-acs-') && name !== 'x-acs-credentials-provider',
      ),
    }));
    expect({ ...ours, headers: ours?.headers.sort() }).toEqual({
      ...theirs,
      headers: theirs?.headers.sort(),
    });
  });

  it('gets the pages by their tokens; fewer than 10 at a time there are not', async () => {
    const many = client('many', 'many-secret');
    const first = await many.describeInstances(list({ maxResults: 3 }));
    expect([first.body?.instances?.instance?.length, first.body?.totalCount]).toEqual([10, 25]);
    const last = await many.describeInstances(list({ maxResults: 20, nextToken: first.body?.nextToken }));
    expect([last.body?.instances?.instance?.length, last.body?.nextToken]).toEqual([15, '']);
    expect(await codeOf(many.describeInstances(list({ nextToken: 'zz' })))).toBe(
      'InvalidParameter.NextToken',
    );
  });

  it('gets all instances where a filter stands without its network type', async () => {
    const { body } = await client().describeInstances(list({ eipAddresses: '["203.0.113.41"]' }));
    expect(body?.instances?.instance).toHaveLength(6);
  });

  it('gets nothing where it asks for an EIP that is also a public address', async () => {
    const both = {
      eipAddresses: '["203.0.113.41"]',
      publicIpAddresses: '["203.0.113.41"]',
      instanceNetworkType: 'vpc',
    };
    expect((await client().describeInstances(list(both))).body?.instances?.instance).toEqual([]);
  });
});

describe('who may ask', () => {
  it.each([
    ['a wrong secret', [SIMULATOR_KEY.id, 'wrong'], 'SignatureDoesNotMatch'],
    ['an unknown key', ['LTAI5tNobody', 'x'], 'InvalidAccessKeyId.NotFound'],
    ['a disabled key', ['off', 'off-secret'], 'InvalidAccessKeyId.Inactive'],
    ['a key from STS without its token', ['sts', 'sts-secret'], 'MissingSecurityToken'],
    [
      'a key from STS with another token',
      ['sts', 'sts-secret', 'other'],
      'InvalidSecurityToken.MismatchWithAccessKey',
    ],
    ['a token that has ended', ['old', 'old-secret', 'old-token'], 'InvalidSecurityToken.Expired'],
    ['a key from STS with its token', ['sts', 'sts-secret', 'sts-token'], 'no error'],
  ] as const)('%s: %s', async (_name, key, code) => {
    const [id, secret, token] = key as readonly [string, string, string?];
    expect(await codeOf(client(id, secret, token).describeRegions(new sdk.DescribeRegionsRequest({})))).toBe(
      code,
    );
  });

  it('a signature counts for its own query, time and nonce alone', async () => {
    const date = (ms: number) => new Date(NOW.getTime() + ms).toISOString().replace(/\.\d+/, '');
    const ask = async (nonce: string, signed: string, sent = signed, late = 0) => {
      const payload = createHash('sha256').update('').digest('hex');
      const headers = {
        ...{
          host: new URL(simulator.url).host,
          'x-acs-action': 'DescribeRegions',
          'x-acs-version': '2014-05-26',
        },
        ...{ 'x-acs-date': date(late), 'x-acs-signature-nonce': nonce, 'x-acs-content-sha256': payload },
      };
      const request = { method: 'POST', pathname: '/', query: { AcceptLanguage: signed }, headers };
      const signer: Signer = core.OpenApiUtil;
      const { id, secret } = SIMULATOR_KEY;
      const authorization = signer.getAuthorization(request, 'ACS3-HMAC-SHA256', payload, id, secret);
      const answer = await fetch(`${simulator.url}/?AcceptLanguage=${sent}`, {
        method: 'POST',
        headers: { ...headers, authorization },
      });
      return ((await answer.json()) as { Code?: string }).Code ?? answer.status;
    };
    expect(await ask('one', 'en-US')).toBe(200);
    expect(await ask('one', 'en-US')).toBe('SignatureNonceUsed');
    expect(await ask('two', 'en-US', 'zh-CN')).toBe('SignatureDoesNotMatch');
    expect(await ask('three', 'en-US', 'en-US', -16 * 60_000)).toBe('InvalidTimeStamp.Expired');
    const bare = await fetch(simulator.url, { method: 'POST' });
    expect(((await bare.json()) as { Code: string }).Code).toBe('IncompleteSignature');
  });

  it('credentials are not kept in the journal', async () => {
    await client('sts', 'sts-secret', 'sts-token').describeInstances(list());
    expect(JSON.stringify(simulator.journal.entries)).not.toMatch(/sts-token|Signature=/);
  });

  it('a key without the permission sees an empty list, and only a dry run tells why', async () => {
    const narrow = client('narrow', 'narrow-secret');
    expect((await narrow.describeInstances(list())).body).toMatchObject({ totalCount: 0 });
    expect(await codeOf(narrow.describeInstances(list({ dryRun: true })))).toBe('Forbidden.RAM');
    expect(await codeOf(client().describeInstances(list({ dryRun: true })))).toBe('DryRunOperation');
    expect(await codeOf(narrow.startInstance(new sdk.StartInstanceRequest({ instanceId: WEB })))).toBe(
      'Forbidden.RAM',
    );
  });
});

describe('regions', () => {
  it('must be named, and be there', async () => {
    expect(await codeOf(client().describeInstances(new sdk.DescribeInstancesRequest({})))).toBe(
      'MissingParameter',
    );
    expect(await codeOf(client().describeInstances(list({ regionId: 'cn-nowhere' })))).toBe(
      'InvalidRegionId.NotFound',
    );
    const { body } = await client().describeInstances(list({ regionId: 'ap-southeast-1' }));
    expect(body?.instances?.instance?.map(({ instanceName }) => instanceName)).toEqual(['edge-sg']);
  });
});

describe('what was measured', () => {
  const ask = (from: number, to: number, period?: number, instanceId = WEB) => {
    const at = (hoursAgo: number) =>
      new Date(NOW.getTime() - hoursAgo * 3_600_000).toISOString().replace(/\.\d+/, '');
    return client().describeInstanceMonitorData(
      new sdk.DescribeInstanceMonitorDataRequest({
        instanceId,
        startTime: at(from),
        endTime: at(to),
        period,
      }),
    );
  };

  it.each([
    ['more than 400 points', () => ask(7, 0), 'InvalidParameter.TooManyDataQueried'],
    ['more than 30 days ago', () => ask(721, 700, 3600), 'InvalidStartTime.TooEarly'],
    ['another period', () => ask(1, 0, 300), 'InvalidPeriod.ValueNotSupported'],
    ['an end before the start', () => ask(1, 2), 'InvalidStartTime.ValueNotSupported'],
    ['an unknown instance', () => ask(1, 0, 60, 'i-bp1nothingthere0000'), 'InvalidInstanceId.NotFound'],
  ])('with %s is refused', async (_name, call, code) => {
    expect(await codeOf(call())).toBe(code);
  });

  it('is a point a period, without CPU on bare metal, and nothing while the instance was off', async () => {
    const points = async (id: string) =>
      (await ask(2, 1, 60, id)).body?.monitorData?.instanceMonitorData ?? [];
    expect((await points(WEB)).length).toBe(60);
    expect((await points(WEB))[0]?.CPU).toEqual(expect.any(Number));
    expect((await points('i-bp1baremetal0000005'))[0]?.CPU).toBeUndefined();
    expect(await points('i-bp1stagingold000004')).toEqual([]);
  });
});

describe('power', () => {
  it('takes its time, and fits the status', async () => {
    const stop = new sdk.StopInstanceRequest({ instanceId: WEB, forceStop: true });
    await client().stopInstance(stop);
    expect(simulator.instance(WEB)?.Status).toBe('Stopping');
    expect(await codeOf(client().stopInstance(stop))).toBe('IncorrectInstanceStatus');
    simulator.clock.advance(8_000);
    expect(simulator.instance(WEB)?.Status).toBe('Stopped');
    await client().startInstance(new sdk.StartInstanceRequest({ instanceId: WEB }));
    expect(simulator.instance(WEB)?.Status).toBe('Starting');
  });

  it('loses the public address in economical mode, which may be the default', async () => {
    const wasteful = instance({ id: 'i-bp1payasyougo00008', name: 'payg', publicIp: '203.0.113.48' });
    const other = await createAlibabaSimulator({
      clock: manualClock(NOW),
      accounts: [{ instances: [wasteful], keys: { [SIMULATOR_KEY.id]: SIMULATOR_KEY }, economical: true }],
    });
    const config = { accessKeyId: SIMULATOR_KEY.id, accessKeySecret: SIMULATOR_KEY.secret, protocol: 'http' };
    const own = new sdk.default(
      new core.$OpenApiUtil.Config({ ...config, endpoint: new URL(other.url).host }),
    );
    await own.stopInstance(new sdk.StopInstanceRequest({ instanceId: 'i-bp1payasyougo00008' }));
    other.clock.advance(8_000);
    expect(other.instance('i-bp1payasyougo00008')).toMatchObject({
      StoppedMode: 'StopCharging',
      PublicIpAddress: { IpAddress: [] },
    });
    await other.close();
  });

  it('a dry run changes nothing, and counts as a request that is no read', async () => {
    const dry = new sdk.RebootInstanceRequest({ instanceId: WEB, dryRun: true });
    expect(await codeOf(client().rebootInstance(dry))).toBe('DryRunOperation');
    expect(simulator.instance(WEB)?.Status).toBe('Running');
    expect(simulator.journal.mutations()).toHaveLength(1);
  });

  it('what destroys works too, and is noted, so that a test can see that it never comes', async () => {
    await client().deleteInstance(new sdk.DeleteInstanceRequest({ instanceId: WEB, force: true }));
    expect(simulator.instance(WEB)).toBeUndefined();
    expect(simulator.journal.mutations().map(({ headers }) => headers['x-acs-action'])).toEqual([
      'DeleteInstance',
    ]);
    expect(
      await codeOf(client().describeDisks(new sdk.DescribeDisksRequest({ regionId: 'cn-hangzhou' }))),
    ).toBe('InvalidAction.NotFound');
  });
});
