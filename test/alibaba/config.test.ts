import { describe, expect, it } from '@jest/globals';
import { AlibabaConfig, credentials } from '../../plugins/alibaba/config.js';
import { checkedEndpoint, endpointUrl } from '../../plugins/alibaba/endpoint.js';
import { makeProvider } from './world.js';

const KEY = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tKey', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret' };

describe('configuring', () => {
  it('needs nothing but the two variables', () => {
    const { provider } = makeProvider({ env: KEY });
    expect(provider.accounts()).toEqual([{ name: 'default' }]);
    expect(provider.settings()).toEqual([
      { name: 'ALIBABA_CLOUD_ACCESS_KEY_ID', required: true, present: true },
      { name: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', required: true, present: true },
      { name: 'ALIBABA_CLOUD_SECURITY_TOKEN', required: false, present: false },
      { name: 'ALIBABA_CLOUD_REGION_ID', required: false, present: false },
      { name: 'ALIBABA_CLOUD_ECS_ENDPOINT', required: false, present: false },
    ]);
  });

  it('without one of them gives no account', () => {
    expect(makeProvider({ env: { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tKey' } }).provider.accounts()).toEqual(
      [],
    );
  });

  it('takes several accounts, and shows those whose key is missing', () => {
    const { provider } = makeProvider({
      config: {
        accounts: [
          { name: 'shop', accessKeyId: { env: 'SHOP_ID' }, accessKeySecret: { env: 'SHOP_SECRET' } },
          {
            name: 'lab',
            accessKeyId: 'LTAI5tLab',
            accessKeySecret: 'secret',
            securityToken: { env: 'LAB_TOKEN' },
          },
        ],
      },
    });
    expect(provider.accounts()).toEqual([{ name: 'shop' }, { name: 'lab' }]);
    expect(provider.settings().slice(0, 5)).toEqual([
      { name: 'SHOP_ID', required: true, present: false },
      { name: 'SHOP_SECRET', required: true, present: false },
      { name: 'accounts[1].accessKeyId', required: true, present: true },
      { name: 'accounts[1].accessKeySecret', required: true, present: true },
      { name: 'LAB_TOKEN', required: true, present: false },
    ]);
  });

  it("takes an account's own region, regions and end point before the common ones", () => {
    const key = { accessKeyId: 'a', accessKeySecret: 'b' };
    const config = AlibabaConfig.parse({
      ...{ regionId: 'eu-central-1', regions: ['eu-central-1'], endpoint: 'https://ecs.example.com' },
      accounts: [
        { name: 'one', ...key },
        {
          name: 'two',
          ...key,
          regionId: 'cn-beijing',
          regions: ['cn-beijing'],
          endpoint: 'other.example.com',
        },
      ],
    });
    const found = credentials(config, { get: () => 'cn-from-environment' });
    expect(found.map(({ regionId, regions, endpoint }) => [regionId, regions, endpoint])).toEqual([
      ['eu-central-1', ['eu-central-1'], 'https://ecs.example.com'],
      ['cn-beijing', ['cn-beijing'], 'other.example.com'],
    ]);
  });

  it.each([
    [{ accessKeyId: 'a' }, 'go together'],
    [{ securityToken: 't' }, 'needs the accessKeyId'],
    [
      {
        accessKeyId: 'a',
        accessKeySecret: 'b',
        accounts: [{ name: 'x', accessKeyId: 'a', accessKeySecret: 'b' }],
      },
      'not both',
    ],
    [
      {
        accounts: [
          { name: 'x', accessKeyId: 'a', accessKeySecret: 'b' },
          { name: 'x', accessKeyId: 'c', accessKeySecret: 'd' },
        ],
      },
      'same name',
    ],
    [{ regions: [] }, 'too_small'],
    [{ regionId: 'Hangzhou!' }, 'a region id'],
    [{ endpoint: 'http://ecs.example.com' }, 'http on loopback only'],
    [{ token: 'x' }, 'unrecognized_keys'],
  ])('refuses %j', (config, words) => {
    expect(JSON.stringify(AlibabaConfig.safeParse(config).error?.issues)).toContain(words);
  });
});

describe('an end point', () => {
  it.each([
    ['ecs.example.com', 'https://ecs.example.com/'],
    ['ecs.example.com:8443', 'https://ecs.example.com:8443/'],
    ['https://ecs.example.com', 'https://ecs.example.com/'],
    ['127.0.0.1:5561', 'http://127.0.0.1:5561/'],
    ['localhost:1', 'http://localhost:1/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
    ['https://127.0.0.1:8443', 'https://127.0.0.1:8443/'],
  ])('may be %s', (text, url) => {
    expect(endpointUrl(text)?.href).toBe(url);
  });

  it.each([
    'http://ecs.example.com',
    'http://127.0.0.1.example.com',
    'ftp://127.0.0.1',
    'https://user:pass@ecs.example.com',
    'https://ecs.example.com/path',
    'https://ecs.example.com/?a=1',
    'not a host',
  ])('may not be %s', (text) => {
    expect(endpointUrl(text)).toBeUndefined();
    expect(() => checkedEndpoint(text)).toThrow('The end point of Alibaba Cloud ECS must be');
  });
});

describe('an account that is not configured', () => {
  it('is refused with those that are', async () => {
    const { provider } = makeProvider({ env: KEY });
    const ask = async () =>
      provider.listPage({ account: 'shop' }, undefined, { signal: new AbortController().signal });
    await expect(ask()).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'Alibaba Cloud has no account shop here; there is default.',
    });
  });
});
