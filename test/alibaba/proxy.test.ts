import { afterEach, describe, expect, it } from '@jest/globals';
import { closeAll, json, serve, serveProxy, tlsFile, type Handler } from '../http/fixture.js';
import { context, makeProvider } from './world.js';

const KEY = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tKey',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret-of-the-key',
};
const REGIONS = {
  RequestId: 'A',
  Regions: { Region: [{ RegionId: 'cn-hangzhou' }, { RegionId: 'eu-central-1' }] },
};

const answer: Handler = (_request, response) => {
  json(response, REGIONS);
};

afterEach(closeAll);

describe('the way out', () => {
  it('leads through the proxy to an end point whose certificate an own CA signed', async () => {
    const [api, proxy] = [await serve(answer, 'https'), await serveProxy()];
    const { provider, close } = makeProvider({
      env: { ...KEY, ALIBABA_CLOUD_ECS_ENDPOINT: `https://localhost:${String(api.port)}` },
      proxySettings: { proxy: proxy.url.replace('//', '//user:pass@'), caFile: tlsFile('ca.pem') },
    });
    const scopes = await provider.scopes({ name: 'default' }, context());
    await close();
    expect(scopes.map(({ region }) => region)).toEqual(['cn-hangzhou', 'eu-central-1']);
    expect(proxy.targets).toEqual([`localhost:${String(api.port)}`]);
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('user:pass').toString('base64')}`]);
    expect(api.received[0]?.headers).toMatchObject({
      host: `localhost:${String(api.port)}`,
      'x-acs-action': 'DescribeRegions',
    });
  });

  it('goes past the proxy where NO_PROXY says so', async () => {
    const [api, proxy] = [await serve(answer, 'https'), await serveProxy()];
    const { provider, close } = makeProvider({
      env: { ...KEY, ALIBABA_CLOUD_ECS_ENDPOINT: `https://localhost:${String(api.port)}` },
      proxySettings: { proxy: proxy.url, noProxy: 'localhost', caFile: tlsFile('ca.pem') },
    });
    await provider.scopes({ name: 'default' }, context());
    await close();
    expect([proxy.targets, api.received.length]).toEqual([[], 1]);
  });

  it('is closed to a certificate that nobody vouches for, and nothing is sent', async () => {
    const api = await serve(answer, 'https');
    const { provider, close } = makeProvider({
      env: { ...KEY, ALIBABA_CLOUD_ECS_ENDPOINT: `https://localhost:${String(api.port)}` },
    });
    await expect(provider.scopes({ name: 'default' }, context())).rejects.toMatchObject({
      code: 'PROVIDER_ERROR',
      retryable: false,
      message: expect.stringContaining('No trusted TLS connection') as unknown,
    });
    await close();
    expect(api.received).toEqual([]);
  });

  it.each([
    ['cn-hangzhou', 'ecs-cn-hangzhou.aliyuncs.com:443'],
    ['ap-southeast-1', 'ecs.ap-southeast-1.aliyuncs.com:443'],
    ['cn-wuhan', 'ecs.aliyuncs.com:443'],
  ])("of the region %s leads to %s, by the SDK's map", async (region, target) => {
    // It lets nothing through, so that nothing leaves this machine.
    const proxy = await serveProxy(403);
    const { provider, close } = makeProvider({ env: KEY, proxySettings: { proxy: proxy.url } });
    await expect(
      provider.listPage({ account: 'default', region }, undefined, context()),
    ).rejects.toMatchObject({
      code: 'PROVIDER_ERROR',
    });
    await close();
    expect([...new Set(proxy.targets)]).toEqual([target]);
  });
});
