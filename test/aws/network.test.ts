import { afterEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { createTestHost, type TestHost } from 'multi-cloud-manager/testing';
import plugin from '../../plugins/aws/index.js';
import { createAwsSimulator, SIMULATOR_KEY, type AwsSimulator } from '../../plugins/aws/simulator.js';
import { closeAll, freePort, serve, serveProxy, tlsFile } from '../http/fixture.js';
import { context, makeProvider } from './world.js';

const KEYS = {
  AWS_ACCESS_KEY_ID: SIMULATOR_KEY.accessKeyId,
  AWS_SECRET_ACCESS_KEY: SIMULATOR_KEY.secretAccessKey,
  AWS_REGION: 'eu-central-1',
};
const SCOPE = { account: 'default', region: 'eu-central-1' };
const INSTANCE = { instance_id: 'i-0a1b2c3d4e5f60001' };

let host: TestHost | undefined;
let simulator: AwsSimulator | undefined;

afterEach(async () => {
  await host?.close();
  await simulator?.close();
  await closeAll();
});

/** The simulator behind TLS, with a certificate of a CA that nobody knows. */
async function secured() {
  const made = await createAwsSimulator();
  simulator = made;
  return serve(({ method, url, headers, body }, response) => {
    const onward = request(new URL(url, made.url), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.end(body);
  }, 'https');
}

describe('the way to AWS', () => {
  it('leads through the proxy and trusts the own CA, for EC2 and CloudWatch', async () => {
    const server = await secured();
    const proxy = await serveProxy();
    host = await createTestHost({
      plugins: [{ use: plugin, config: { regions: ['eu-central-1'] } }],
      env: {
        ...KEYS,
        AWS_ENDPOINT_URL: server.url,
        HTTPS_PROXY: proxy.url,
      },
      config: { http: { caFile: tlsFile('ca.pem') } },
    });
    const { isError, content } = await host.call('get_aws_instance_monitoring', INSTANCE);
    expect([isError, content['name']]).toEqual([false, 'shop-web-1']);
    expect(new Set(proxy.targets)).toEqual(new Set([new URL(server.url).host]));
    expect(simulator?.actions()).toEqual(['DescribeInstances', 'DescribeInstanceTypes', 'GetMetricData']);
  });

  it('leads to STS through the proxy too', async () => {
    const server = await secured();
    const proxy = await serveProxy();
    const { provider, network } = makeProvider({
      caFile: tlsFile('ca.pem'),
      env: {
        ...KEYS,
        AWS_ENDPOINT_URL: server.url,
        HTTPS_PROXY: proxy.url,
      },
      config: {
        accounts: [{ name: 'default', ...SIMULATOR_KEY, roleArn: 'arn:aws:iam::111122223333:role/none' }],
      },
    });
    await expect(provider.listPage(SCOPE, undefined, context())).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    await network.close();
    expect(simulator?.actions()).toEqual(['AssumeRole']);
    expect(proxy.targets).toEqual([new URL(server.url).host]);
  });

  it('leads past the proxy where NO_PROXY says so', async () => {
    const server = await secured();
    const proxy = await serveProxy();
    const { provider, network } = makeProvider({
      caFile: tlsFile('ca.pem'),
      env: {
        ...KEYS,
        AWS_ENDPOINT_URL: server.url,
        HTTPS_PROXY: proxy.url,
        NO_PROXY: '127.0.0.1',
      },
    });
    expect((await provider.listPage(SCOPE, undefined, context())).items).toHaveLength(6);
    await network.close();
    expect(proxy.targets).toEqual([]);
  });

  // Node's own errors belong to another realm than jest's, and the SDK then loses their codes: errors.test.ts has those.
  it('ends at a certificate that nobody has signed', async () => {
    const server = await secured();
    const { provider, network } = makeProvider({ env: { ...KEYS, AWS_ENDPOINT_URL: server.url } });
    await expect(provider.listPage(SCOPE, undefined, context())).rejects.toMatchObject({
      code: 'PROVIDER_ERROR',
    });
    await network.close();
    expect(simulator?.journal.entries).toEqual([]);
  });

  it('ends where nobody listens', async () => {
    const { provider, network } = makeProvider({
      env: { ...KEYS, AWS_ENDPOINT_URL: `http://127.0.0.1:${String(await freePort())}` },
    });
    await expect(provider.listPage(SCOPE, undefined, context())).rejects.toMatchObject({
      code: 'PROVIDER_ERROR',
    });
    await network.close();
  });

  it('never begins unencrypted, but on this machine', async () => {
    const { provider, network } = makeProvider({
      env: { ...KEYS, AWS_ENDPOINT_URL: 'http://198.51.100.1' },
    });
    await expect(provider.listPage(SCOPE, undefined, context())).rejects.toMatchObject({
      code: 'PROVIDER_NOT_AVAILABLE',
    });
    await network.close();
  });

  it.each([
    ['AWS_ENDPOINT_URL_EC2', 1, 0],
    ['AWS_ENDPOINT_URL_CLOUDWATCH', 0, 1],
  ])('may differ by service: %s', async (name, ec2, cloudWatch) => {
    const special = await createAwsSimulator();
    simulator = await createAwsSimulator();
    const { provider, network } = makeProvider({
      env: { ...KEYS, AWS_ENDPOINT_URL: simulator.url, [name]: special.url },
    });
    const { items } = await provider.listPage(SCOPE, undefined, context());
    const end = new Date();
    const range = { start: new Date(end.getTime() - 3_600_000), end };
    if (items[0]) await provider.metrics(SCOPE, items[0], range, context());
    const asked = special.actions();
    await network.close();
    await special.close();
    expect(asked.filter((action) => action === 'DescribeInstances')).toHaveLength(ec2);
    expect(asked.filter((action) => action === 'GetMetricData')).toHaveLength(cloudWatch);
  });
});
