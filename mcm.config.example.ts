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
    // './plugins/acme.ts',
  ],

  // Default: none. An object as above, a path or package, or { use: './policies/hours.ts', options: { … } }.
  policies: [noRebootsOfDatabases],

  // true: every power action is refused.
  readOnly: false,

  // A dotenv file, relative to this one. It never overrides a variable that is set. Default: none.
  // envFile: './.env',

  // Audit trail and approvals. MCM_STATE_DIR comes first. Default: the platform's state directory.
  // stateDir: './state',

  // debug, info, warning or error; goes to stderr.
  logLevel: 'info',

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

  // Calls of one tool in one session.
  ratePerMinute: 120,
});
