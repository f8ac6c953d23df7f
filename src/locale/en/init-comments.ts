const toSet = (variables: readonly string[]): string =>
  `mcm cannot take the key from there: put it into ${variables.join(' and ')} as well.`;

/** The comments that `mcm init` writes into a config. A comment of several lines has them in it. */
export const initComments = {
  head: `The config of multi-cloud-manager, begun by \`mcm init\`. There is no secret in it, only where the secrets are;
keep it so. What is written out below is the default where nothing else is said. docs/config.md has every setting,
and \`mcm doctor\` checks this file.`,
  plugins: 'The clouds. What is not in this list is not asked. Plugins of your own go here too.',
  clouds: {
    aws: 'Amazon EC2. mcm only reads there.',
    digitalocean: 'DigitalOcean.',
    vultr: 'Vultr. It must also let in the address of this machine.',
    alibaba: 'Alibaba Cloud ECS.',
  },
  severalAccounts: 'Several accounts. Take out what you do not want; the names are yours to change.',
  nothingFound: (variables: readonly string[]) =>
    `Nothing was found for it. It needs ${variables.join(' and ')}.`,
  nothingFoundForSdk: (variables: readonly string[]) =>
    `Nothing was found for it. It takes what the AWS SDK finds, such as ${variables.join(' and ')}.`,
  // Where an account was found. Names and files come in quotes.
  variables: (variables: readonly string[]) => `From ${variables.join(', ')}.`,
  awsProfile: (name: string, file: string) => `The profile ${name} in ${file}.`,
  doctlAsked: (name: string) =>
    `The context ${name} of doctl, which is asked for the token each time; it needs doctl 1.136 or later.`,
  doctlContext: (name: string, file: string, variables: readonly string[]) =>
    `The context ${name} of doctl, in ${file}.\n${toSet(variables)}`,
  aliyunProfile: (name: string, file: string, variables: readonly string[]) =>
    `The profile ${name} of aliyun, in ${file}.\n${toSet(variables)}`,
  envFile: `A dotenv file with the variables that this config refers to. Only you should be able to read it (chmod 600). A variable
that is set already wins. MCP clients hand on few variables of a terminal, so this is where they belong.`,
  readOnly: 'true: every power action is refused.',
  production: 'Whole words in a name or tag that mark a server as production.',
  large: 'A server is large from either of these on.',
  confirmation: `How a power action is confirmed: \`arguments\` are an address, the exact name and the action, given in the call; \`human\` is
a person who types them out of the reach of the model. Where several apply, the stricter one counts.`,
  unlabelled: 'Servers without any tag: nothing says what they are.',
};

/** See {@link initComments}. */
export type InitComments = typeof initComments;
