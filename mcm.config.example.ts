/**
 * Every option of multi-cloud-manager. Copy this file to `mcm.config.ts`; all of it may be left out, and what is shown
 * is the default unless the comment says otherwise. In JSON or YAML the same keys mean the same; there
 * `"$schema": "./node_modules/multi-cloud-manager/dist/config.schema.json"` lets an editor help.
 */
import { defineConfig, env } from 'multi-cloud-manager';
import { allow, definePolicy, deny } from 'multi-cloud-manager/plugin';

/** A rule of this deployment: it sees every call with its live target. The strictest answer of all rules wins. */
const noRebootsOfDatabases = definePolicy({
  name: 'no-reboots-of-databases',
  async evaluate(call) {
    if (call.tool.access !== 'power') return allow();
    const target = await call.target();
    return target?.tags['role'] === 'database' ? deny('Databases are rebooted by their own team.') : allow();
  },
});

export default defineConfig({
  // What mcm can do comes from plugins. Default: all built-in ones, with their settings from the environment.
  // `use` is a built-in name, an npm package, a path relative to this file, or what definePlugin returned.
  plugins: [
    {
      use: 'digitalocean',
      config: {
        // env('NAME') refers to a variable, so that the secret itself is not in this file.
        token: env('DIGITALOCEAN_TOKEN'),
        // For a proxy or a test server. Default: DIGITALOCEAN_API_URL, else the real API.
        // endpoint: 'https://api.digitalocean.com',
        // Several accounts take the place of `token`:
        // accounts: [{ name: 'shop', token: env('SHOP_TOKEN') }, { name: 'lab', token: env('LAB_TOKEN') }],
      },
    },
    // The other built-in clouds; a list of plugins replaces the default, so name those that you want.
    // {
    //   use: 'aws', // Reads only. Default: what the AWS CLI would use, from the environment, ~/.aws or the machine.
    //   config: {
    //     profile: 'shop', // Of the shared AWS config files.
    //     roleArn: 'arn:aws:iam::123456789012:role/reader', // To assume with these credentials.
    //     externalId: 'agreed', // What the role asks for beside.
    //     region: 'eu-central-1', // Asked first. Default: AWS_REGION, AWS_DEFAULT_REGION, the profile's, us-east-1.
    //     regions: ['eu-central-1', 'us-east-1'], // Only these. Default: every region that the account has enabled.
    //     endpoint: 'https://aws.example.com', // Default: AWS_ENDPOINT_URL, else the real ones.
    //     // Or several accounts, each with a profile, keys or a role:
    //     // accounts: [{ name: 'lab', accessKeyId: env('LAB_KEY_ID'), secretAccessKey: env('LAB_SECRET') }],
    //   },
    // },
    // {
    //   use: 'vultr',
    //   config: {
    //     apiKey: env('VULTR_API_KEY'),
    //     endpoint: 'https://api.vultr.com', // Default: VULTR_API_URL, else the real API.
    //     // Or: accounts: [{ name: 'shop', apiKey: env('SHOP_KEY') }, { name: 'lab', apiKey: env('LAB_KEY') }],
    //   },
    // },
    // {
    //   use: 'alibaba',
    //   config: {
    //     // Default: ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
    //     accessKeyId: env('SHOP_KEY_ID'),
    //     accessKeySecret: env('SHOP_KEY_SECRET'),
    //     securityToken: env('SHOP_TOKEN'), // Only with a temporary key from STS.
    //     regionId: 'cn-hangzhou', // Asked first. Default: ALIBABA_CLOUD_REGION_ID, else cn-hangzhou.
    //     regions: ['cn-hangzhou', 'ap-southeast-1'], // Only these. Default: every region of the account.
    //     endpoint: 'ecs.example.com', // One for all regions. Default: ALIBABA_CLOUD_ECS_ENDPOINT, else each region's own.
    //     // Or: accounts: [{ name: 'shop', accessKeyId: env('SHOP_KEY_ID'), accessKeySecret: env('SHOP_KEY_SECRET') }],
    //   },
    // },
    // './plugins/acme.ts',
  ],

  // Default: none. An object as above, a path or package, or a ready-made one by name, each also as { use, options };
  // docs/policies.md explains them, and `mcm policy test` tries them on a table of cases:
  // 'require-reason',
  // { use: 'deny-targets', options: { targets: [{ tag: 'team=payroll' }, { name: 'db-*' }] } },
  // { use: 'max-actions', options: { count: 3, per: '1h' } },
  policies: [noRebootsOfDatabases],

  // Which tools are offered. What is not offered is refused when it is called anyway. `*` stands for any letters.
  tools: {
    // 'full': every tool. 'unified': only the general ones, which work on every cloud, for clients that count tokens.
    preset: 'full',
    // Tools beside the preset, such as 'get_digitalocean_droplet_actions'.
    include: [],
    // Tools to leave out, such as '*_power' or 'power_off_*'. This wins over `include`.
    exclude: [],
    // true: the tools of clouds that are not configured are not listed.
    hideUnavailable: false,
    // false: the list does not say what a tool answers with, which makes it two fifths shorter. Answers stay as they are.
    outputSchemas: true,
  },

  // Says whose network an address is in that no server here has. Without a token nobody is asked.
  ipinfo: {
    // A secret is { env: 'NAME' }, { file: './ipinfo-token' } or { exec: ['pass', 'show', 'ipinfo'] }, in code
    // also env('NAME'), file('./ipinfo-token') or exec('pass', 'show', 'ipinfo'). It is read when it is needed, a file
    // anew each time; what a program printed is used for five minutes. A plugin may bring another place along:
    // { source: 'vault', key: 'ipinfo#token' }. Default: { env: 'IPINFO_API_TOKEN' }.
    // token: env('IPINFO_API_TOKEN'),
    // Default: IPINFO_API_URL, else https://ipinfo.io.
    // endpoint: 'https://ipinfo.io',
  },

  // true: every power action is refused.
  readOnly: false,

  // A dotenv file, relative to this one. It never overrides a variable that is set. Default: none.
  // envFile: './.env',

  // Audit trail and approvals. MCM_STATE_DIR comes first. Default: the platform's state directory.
  // stateDir: './state',

  // Where several machines share what is locked and under way: the state store of a plugin. Default: files in the state directory.
  // stateStore: 'etcd',

  // The language of what people read: 'en' or 'zh-CN'. Without it MCM_LOCALE, LC_ALL, LC_MESSAGES and LANG say which.
  // locale: 'zh-CN',

  // debug, info, warning, error or silent; goes to stderr.
  logLevel: 'info',
  // auto, json or pretty: of the log of a server. auto is pretty on a terminal, else JSON.
  logFormat: 'auto',

  safety: {
    // Whole words in a name or tag that mark an instance as production.
    production: { words: ['prod', 'production', 'critical', 'important', '生产'] },
    // From which size on an instance counts as large; either limit is enough. A provider may have its own.
    large: { vcpus: 8, memoryGib: 32, perProvider: { digitalocean: { vcpus: 8, memoryGib: 32 } } },
  },

  // How a power action is confirmed: 'arguments' (address, name and action typed into the call) or 'human'
  // (a person types them out of the model's reach). Of several that apply the stricter wins.
  confirmation: {
    ordinary: 'arguments',
    production: 'human',
    large: 'human',
    // Instances without any tag. Default: as `ordinary`.
    unlabelled: 'arguments',
    // The ways to ask a person, first to last: a form of the MCP client, `mcm approve` in a terminal,
    // a confirmer of a plugin. { use: 'chat', level: 'arguments' } makes its answers worth less.
    via: ['elicitation', 'terminal'],
    // How long a form waits. More than 45 counts only where the client keeps the call alive by progress.
    askSeconds: 45,
  },

  audit: {
    // A new file is begun when one is as large as this.
    segmentMib: 16,
    // Chains whose last record is older are removed. Default: everything is kept.
    // keepDays: 400,
    // Audit sinks of plugins that get every record too, such as [{ use: 'siem', required: true }]. Where one is
    // required, power actions wait for it, and are refused where it fails.
    sinks: [],
  },

  timeouts: {
    // The longest a tool call may take; many clients give up at 60.
    callSeconds: 58,
    pluginLoadSeconds: 10,
  },

  http: {
    // Default: HTTPS_PROXY and NO_PROXY.
    // proxy: 'http://proxy.example.com:3128',
    // noProxy: 'localhost,10.0.0.0/8',
    // A PEM file of certificate authorities to trust as well.
    // caFile: './company-ca.pem',
  },

  // Calls of one tool in one session; of a power tool by one principal, over every process that shares the state directory.
  ratePerMinute: 120,
});
