import type { InitComments } from '../locale/en/init-comments.js';
import type { Cloud, Part } from './credentials.js';
import { CLOUDS, PARTS } from './credentials.js';
import { suffixOf } from './account-names.js';
import { originComment } from './comments.js';
import type { Entry, Item, Reference } from './document.js';
import type { FoundAccount } from './found.js';

/** What the person wants: the clouds, and of each the accounts. One without any is set up for its usual variables. */
export interface Wanted {
  readonly clouds: readonly { readonly cloud: Cloud; readonly accounts: readonly FoundAccount[] }[];
  /** A dotenv file for the config to read, relative to the config or absolute. */
  readonly envFile?: string | undefined;
  readonly readOnly: boolean;
}

/** A cloud's entry of `plugins`, and which variables it needs that are set nowhere yet. */
export interface PlannedCloud {
  readonly cloud: Cloud;
  readonly item: Item;
  readonly missing: readonly string[];
}

/** Plans the entries of the clouds, in the order of {@link CLOUDS}. */
export const planClouds = (
  { clouds }: Pick<Wanted, 'clouds'>,
  comments: InitComments,
): readonly PlannedCloud[] =>
  CLOUDS.flatMap((cloud) => clouds.filter((each) => each.cloud === cloud)).map((wanted) =>
    planCloud(wanted, comments),
  );

function planCloud({ cloud, accounts }: Wanted['clouds'][number], comments: InitComments): PlannedCloud {
  const [first, ...others] = accounts;
  const use: Entry = { key: 'use', value: cloud };
  const item = (comment: string, block: readonly Entry[]): Item => ({
    comment: `${comments.clouds[cloud]}\n${comment}`,
    value: { block: [use, ...(block.length > 0 ? [{ key: 'config', value: { block } }] : [])] },
  });
  if (first === undefined) {
    const [parts] = PARTS[cloud];
    const missing = neededOf(parts);
    // Without settings of its own the AWS SDK looks in more places than its variables.
    const block = cloud === 'aws' ? [] : missing.map(referTo(parts));
    const nothingFound = cloud === 'aws' ? comments.nothingFoundForSdk : comments.nothingFound;
    return { cloud, item: item(nothingFound(missing), block), missing };
  }
  if (others.length === 0) {
    const { entries, missing } = credentialsOf(first, '');
    // Alone, a key in the environment is what the SDK takes by itself; its plugin takes a key for one of several only.
    const block = cloud === 'aws' && first.origin.kind === 'variables' ? [] : entries;
    return { cloud, item: item(originComment(first, missing, comments), block), missing };
  }
  const planned = accounts.map((account) => ({
    account,
    ...credentialsOf(account, `_${suffixOf(account.name)}`),
  }));
  const items = planned.map(({ account, entries, missing }) => ({
    comment: originComment(account, missing, comments),
    value: { block: [{ key: 'name', value: account.name }, ...entries] },
  }));
  return {
    cloud,
    item: item(comments.severalAccounts, [{ key: 'accounts', value: { items } }]),
    missing: planned.flatMap(({ missing }) => missing),
  };
}

/** The settings that refer to an account's credentials. Nobody has those of an account that is not ready: variables are proposed for them. */
function credentialsOf(
  { cloud, origin }: FoundAccount,
  suffix: string,
): { readonly entries: readonly Entry[]; readonly missing: readonly string[] } {
  const [parts] = PARTS[cloud];
  const ready = (entries: readonly Entry[]) => ({ entries, missing: [] });
  switch (origin.kind) {
    case 'variables':
      return ready(origin.parts.map(({ setting, variable }) => secret(setting, { env: variable })));
    case 'aws-profile':
      return ready([{ key: 'profile', value: origin.name }]);
    case 'doctl-context':
      if (origin.program !== undefined) return ready([secret('token', tokenBy(origin.program, origin))]);
      break;
    case 'aliyun-profile':
  }
  const missing = neededOf(parts).map((variable) => `${variable}${suffix}`);
  return { entries: missing.map(referTo(parts)), missing };
}

/** With the file: a client may start mcm without the variable that says where doctl's settings lie. */
const tokenBy = (
  program: string,
  { file, name }: { readonly file: string; readonly name: string },
): Reference => ({
  exec: [program, 'auth', 'token', `--config=${file}`, `--context=${name}`],
});

const secret = (key: string, reference: Reference): Entry => ({ key, value: { secret: reference } });
const neededOf = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap(({ optional, variable }) => (optional === true ? [] : [variable]));
/** The needed parts come in the order of their variables. */
const referTo =
  (parts: readonly Part[]) =>
  (variable: string, index: number): Entry =>
    secret(parts.filter(({ optional }) => optional !== true)[index]?.setting ?? variable, { env: variable });
