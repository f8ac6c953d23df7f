import { BUILTIN_NAMES } from '../config/builtin-names.js';

/** A built-in cloud. */
export type Cloud = (typeof BUILTIN_NAMES)[number];
/** All of them, in the order in which they are asked about. */
export const CLOUDS: readonly Cloud[] = BUILTIN_NAMES;

/** A variable with a part of a cloud's credentials, and the setting of the cloud's plugin that refers to it. */
export interface Part {
  readonly variable: string;
  readonly setting: string;
  /** Used where it is set. */
  readonly optional?: boolean;
}

/** For each cloud the sets of variables that hold its credentials; the first is what a person is told to set. */
export const PARTS: Readonly<Record<Cloud, readonly [readonly Part[], ...(readonly Part[])[]]>> = {
  aws: [
    [
      { variable: 'AWS_ACCESS_KEY_ID', setting: 'accessKeyId' },
      { variable: 'AWS_SECRET_ACCESS_KEY', setting: 'secretAccessKey' },
      { variable: 'AWS_SESSION_TOKEN', setting: 'sessionToken', optional: true },
    ],
  ],
  digitalocean: [
    [{ variable: 'DIGITALOCEAN_TOKEN', setting: 'token' }],
    // What doctl calls it.
    [{ variable: 'DIGITALOCEAN_ACCESS_TOKEN', setting: 'token' }],
  ],
  vultr: [[{ variable: 'VULTR_API_KEY', setting: 'apiKey' }]],
  alibaba: [
    [
      { variable: 'ALIBABA_CLOUD_ACCESS_KEY_ID', setting: 'accessKeyId' },
      { variable: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', setting: 'accessKeySecret' },
      { variable: 'ALIBABA_CLOUD_SECURITY_TOKEN', setting: 'securityToken', optional: true },
    ],
  ],
};

/** Every variable that holds a part of credentials. */
export const CREDENTIAL_VARIABLES: readonly string[] = Object.values(PARTS)
  .flat(2)
  .map(({ variable }) => variable);

/** Other settings from the environment that mcm and the SDKs of the clouds read. */
export const OTHER_VARIABLES: readonly string[] = [
  ...['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'ALIBABA_CLOUD_REGION_ID', 'IPINFO_API_TOKEN'],
];

/** Variables that say where requests go: whoever sets them may be given the credentials. */
export const REDIRECTING_VARIABLES: readonly string[] = [
  ...['AWS_ENDPOINT_URL', 'DIGITALOCEAN_API_URL', 'VULTR_API_URL', 'ALIBABA_CLOUD_ECS_ENDPOINT'],
  ...['IPINFO_API_URL', 'HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'],
  ...['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'],
];
