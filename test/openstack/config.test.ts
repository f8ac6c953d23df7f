import { describe, expect, it } from '@jest/globals';
import { OpenStackConfig } from '../../examples/plugin-openstack/src/config.js';
import plugin from '../../examples/plugin-openstack/src/index.js';
import { faultOfLogin } from '../../src/http/login-request.js';
import { faultOf } from '../../src/power/requests.js';

const account = {
  authUrl: 'https://keystone.example.com:5000/v3',
  password: { username: 'ops', project: 'shop' },
};
const issues = (...accounts: readonly object[]): readonly string[] => {
  const parsed = OpenStackConfig.safeParse({ accounts });
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('the config', () => {
  it('takes secrets from the variables that OpenStack has for them', () => {
    const credential = { authUrl: account.authUrl, name: 'lab', applicationCredential: { id: 'a1' } };
    expect(OpenStackConfig.parse({ accounts: [account, credential] }).accounts).toEqual([
      {
        name: 'default',
        authUrl: 'https://keystone.example.com:5000/v3',
        password: {
          username: 'ops',
          userDomain: 'Default',
          password: { env: 'OS_PASSWORD' },
          project: 'shop',
          projectDomain: 'Default',
        },
        interface: 'public',
        hosts: [],
      },
      {
        name: 'lab',
        authUrl: 'https://keystone.example.com:5000/v3',
        applicationCredential: { id: 'a1', secret: { env: 'OS_APPLICATION_CREDENTIAL_SECRET' } },
        interface: 'public',
        hosts: [],
      },
    ]);
  });

  it.each([
    ['no account', [], 'accounts: Too small: expected array to have >=1 items'],
    [
      'no way to log in',
      [{ authUrl: account.authUrl }],
      'accounts.0: give either password or applicationCredential',
    ],
    [
      'two ways to log in',
      [{ ...account, applicationCredential: { id: 'a1' } }],
      'accounts.0: give either password or applicationCredential',
    ],
    ['two accounts of one name', [account, account], 'accounts: two accounts have the same name'],
    [
      'a URL of another kind',
      [{ ...account, authUrl: 'ftp://keystone.example.com' }],
      'accounts.0.authUrl: Invalid URL',
    ],
    ['a key that there is not', [{ ...account, token: 'abc' }], 'accounts.0: Unrecognized key: "token"'],
    ...['*', '*.com', 'https://nova.example.com', 'nova.example.com:8774', 'a*.example.com', ''].map(
      (host): [string, object[], string] => [
        `the host ${JSON.stringify(host)}`,
        [{ ...account, hosts: [host] }],
        'accounts.0.hosts.0: a host such as compute.example.com, or *.example.com; no port',
      ],
    ),
  ])('is refused with %s', (_what, accounts, issue) => {
    expect(issues(...accounts)).toEqual([issue]);
  });
});

describe('what the plugin can send beside reads', () => {
  it('is these four and the login, to the letter', () => {
    const action = (body: object) => ({ method: 'POST', path: '/servers/{id}/action', body });
    expect(plugin.power).toEqual({
      power_on: action({ 'os-start': null }),
      power_off: action({ 'os-stop': null }),
      reboot: action({ reboot: { type: 'SOFT' } }),
      force_reboot: action({ reboot: { type: 'HARD' } }),
    });
    expect(Object.values(plugin.power ?? {}).map((request) => faultOf(request))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([plugin.login?.path, plugin.login && faultOfLogin(plugin.login, plugin.power ?? {})]).toEqual([
      '/v3/auth/tokens',
      undefined,
    ]);
  });

  it.each([
    { auth: { identity: { methods: ['token'], token: { id: 'a' } } } },
    {
      auth: {
        identity: { methods: ['application_credential'], application_credential: { id: 'a', secret: 'b' } },
        scope: 'unscoped',
      },
    },
    { forceDelete: null },
  ])('lets no login through like %j', (body) => {
    expect(plugin.login?.body.safeParse(body).success).toBe(false);
  });
});
