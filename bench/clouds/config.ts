/** A cloud in a config of mcm. */
export interface PluginConfig {
  readonly use: string;
  readonly config: { readonly accounts: readonly Readonly<Record<string, string>>[] };
}

const NAMES = ['production', 'staging', 'sandbox'];

/** What opens the accounts of the simulators. */
export const secretOf = {
  awsKey: (account: number): string => `AKIABENCH000000000${String(account)}`,
  alibabaKey: (account: number): string => `LTAIbench${String(account)}`,
  any: (account: number): string => `bench-secret-${String(account)}`,
};

/** All four clouds with these accounts. */
export function pluginsFor(accounts: readonly number[]): readonly PluginConfig[] {
  const cloud = (
    use: string,
    settings: (account: number) => Readonly<Record<string, string>>,
  ): PluginConfig => ({
    use,
    config: {
      accounts: accounts.map((account) => ({
        name: NAMES[account] ?? `account-${String(account)}`,
        ...settings(account),
      })),
    },
  });
  return [
    cloud('aws', (account) => ({
      accessKeyId: secretOf.awsKey(account),
      secretAccessKey: secretOf.any(account),
      region: 'eu-central-1',
    })),
    cloud('digitalocean', (account) => ({ token: secretOf.any(account) })),
    cloud('vultr', (account) => ({ apiKey: secretOf.any(account) })),
    cloud('alibaba', (account) => ({
      accessKeyId: secretOf.alibabaKey(account),
      accessKeySecret: secretOf.any(account),
      regionId: 'cn-hangzhou',
    })),
  ];
}
