/**
 * What a person is asked for where mcm is installed by a program: the user settings of the MCP bundle and the variables of server.json.
 * A test holds that it has every setting of the built-in clouds but their end points.
 *
 * @typedef {object} Setting
 * @property {string} variable
 * @property {string} title
 * @property {string} description
 * @property {'text' | 'secret' | 'file' | 'switch'} kind
 */

/** @type {readonly Setting[]} */
export const SETTINGS = [
  secret(
    'DIGITALOCEAN_TOKEN',
    'DigitalOcean: token',
    'An API token; one that may only read is enough for all but power.',
  ),
  secret(
    'VULTR_API_KEY',
    'Vultr: API key',
    "Vultr must also let this machine's address in, under Access Control of the key.",
  ),
  secret('ALIBABA_CLOUD_ACCESS_KEY_ID', 'Alibaba Cloud: access key id', 'Of a RAM user.'),
  secret(
    'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    'Alibaba Cloud: access key secret',
    'Belongs to the access key id.',
  ),
  secret(
    'ALIBABA_CLOUD_SECURITY_TOKEN',
    'Alibaba Cloud: security token',
    'Only with a temporary key from STS.',
  ),
  text(
    'ALIBABA_CLOUD_REGION_ID',
    'Alibaba Cloud: first region',
    'The region that is asked first. Default: cn-hangzhou.',
  ),
  secret('AWS_ACCESS_KEY_ID', 'AWS: access key id', 'Not needed with a profile. mcm only reads on AWS.'),
  secret('AWS_SECRET_ACCESS_KEY', 'AWS: secret access key', 'Belongs to the access key id.'),
  secret('AWS_SESSION_TOKEN', 'AWS: session token', 'Only with temporary keys.'),
  text(
    'AWS_PROFILE',
    'AWS: profile',
    'A profile of ~/.aws, in place of keys: single sign-on, roles and so on.',
  ),
  text(
    'AWS_REGION',
    'AWS: first region',
    'The region that is asked first. Default: that of the profile, else us-east-1.',
  ),
  secret(
    'IPINFO_API_TOKEN',
    'ipinfo.io: token',
    'Says whose network an address is in that no server of yours has.',
  ),
  {
    variable: 'MCM_READ_ONLY',
    title: 'Read-only',
    description: 'Offer and allow no power action.',
    kind: 'switch',
  },
  {
    variable: 'MCM_CONFIG',
    title: 'Config file',
    description: 'For several accounts, policies and plugins: an mcm.config.json, .yaml or .ts of yours.',
    kind: 'file',
  },
];

/** @param {string} variable @param {string} title @param {string} description @returns {Setting} */
function secret(variable, title, description) {
  return { variable, title, description, kind: 'secret' };
}

/** @param {string} variable @param {string} title @param {string} description @returns {Setting} */
function text(variable, title, description) {
  return { variable, title, description, kind: 'text' };
}
