import { quoted } from './quoted.js';
import type { Cloud } from './credentials.js';
import type { FoundAccount } from './found.js';

const LABELS: Readonly<Record<Cloud, string>> = {
  aws: 'Amazon EC2. mcm only reads there.',
  digitalocean: 'DigitalOcean.',
  vultr: 'Vultr. It must also let in the address of this machine.',
  alibaba: 'Alibaba Cloud ECS.',
};

const toSet = (variables: readonly string[]): string =>
  `mcm cannot take the key from there: put it into ${variables.join(' and ')} as well.`;

/** The sentences that `mcm init` writes into a config, a comment each; one of several lines is a list of them. */
export const comments = {
  head: [
    'The config of multi-cloud-manager, begun by `mcm init`. There is no secret in it, only where the secrets are;',
    'keep it so. What is written out below is the default where nothing else is said. docs/config.md has every setting,',
    'and `mcm doctor` checks this file.',
  ],
  plugins: ['The clouds. What is not in this list is not asked. Plugins of your own go here too.'],
  cloud: (cloud: Cloud): string => LABELS[cloud],
  severalAccounts: 'Several accounts. Take out what you do not want; the names are yours to change.',
  nothingFound: (cloud: Cloud, variables: readonly string[]): string =>
    cloud === 'aws'
      ? `Nothing was found for it. It takes what the AWS SDK finds, such as ${variables.join(' and ')}.`
      : `Nothing was found for it. It needs ${variables.join(' and ')}.`,
  origin({ origin }: FoundAccount, missing: readonly string[]): readonly string[] {
    switch (origin.kind) {
      case 'variables':
        return [`From ${origin.parts.map(({ variable }) => variable).join(', ')}.`];
      case 'aws-profile':
        return [`The profile ${quoted(origin.name)} in ${quoted(origin.file)}.`];
      case 'doctl-context':
        return missing.length === 0
          ? [
              `The context ${quoted(origin.name)} of doctl, which is asked for the token each time; it needs doctl 1.136 or later.`,
            ]
          : [`The context ${quoted(origin.name)} of doctl, in ${quoted(origin.file)}.`, toSet(missing)];
      case 'aliyun-profile':
        return [`The profile ${quoted(origin.name)} of aliyun, in ${quoted(origin.file)}.`, toSet(missing)];
    }
  },
  envFile: [
    'A dotenv file with the variables that this config refers to. Only you should be able to read it (chmod 600). A variable',
    'that is set already wins. MCP clients hand on few variables of a terminal, so this is where they belong.',
  ],
  readOnly: ['true: every power action is refused.'],
  production: ['Whole words in a name or tag that mark a server as production.'],
  large: ['A server is large from either of these on.'],
  confirmation: [
    'How a power action is confirmed: `arguments` are an address, the exact name and the action, given in the call; `human` is',
    'a person who types them out of the reach of the model. Where several apply, the stricter one counts.',
  ],
  unlabelled: ['Servers without any tag: nothing says what they are.'],
};
