import { withoutEmpty } from '../config/env-file.js';
import { cleanText } from '../text/clean.js';
import { AccountNames } from './account-names.js';
import { awsProfiles } from './aws-profiles.js';
import { aliyunProfiles, doctlContexts } from './cli-contexts.js';
import { CLOUDS, PARTS, type Cloud } from './credentials.js';
import type { Dotenv } from './dotenv.js';
import type { Findings, FoundAccount, InitPlace, Origin, SetPart } from './found.js';

/** What a name is cut to elsewhere; longer ones nobody gives. */
const LONGEST = 120;

/**
 * Looks for credentials where the clouds' own tools keep them, by reading files alone: nothing is started and nobody is asked.
 * What is found are names and places. A variable of the environment wins over the same one of a dotenv file, as everywhere.
 */
export async function findAccounts(place: InitPlace, dotenv?: Dotenv): Promise<Findings> {
  const [aws, doctl, aliyun] = await Promise.all([
    awsProfiles(place),
    doctlContexts(place),
    aliyunProfiles(place),
  ]);
  const ofTools: Readonly<Record<Cloud, readonly Origin[]>> = {
    aws: aws.found.map((found) => ({ kind: 'aws-profile', ...found })),
    digitalocean: doctl.found.map((found) => ({ kind: 'doctl-context', ...found, program: place.doctl })),
    vultr: [],
    alibaba: aliyun.found.map((found) => ({ kind: 'aliyun-profile', ...found })),
  };
  const accounts = CLOUDS.flatMap((cloud) => {
    const names = new AccountNames();
    const parts = setParts(cloud, place, dotenv);
    return [
      ...(parts ? [account(cloud, names.take('environment'), { kind: 'variables', parts })] : []),
      ...ofTools[cloud].flatMap((origin) =>
        'name' in origin && cleanText(origin.name, LONGEST) === origin.name
          ? [account(cloud, names.take(origin.name), origin)]
          : [],
      ),
    ];
  });
  return { accounts, unreadable: [aws, doctl, aliyun].flatMap(({ unreadable }) => unreadable) };
}

const account = (cloud: Cloud, name: string, origin: Origin): FoundAccount => ({
  cloud,
  name,
  origin,
  ready: origin.kind === 'doctl-context' ? origin.program !== undefined : origin.kind !== 'aliyun-profile',
});

/** The first set of variables that is complete. */
function setParts(cloud: Cloud, place: InitPlace, dotenv?: Dotenv): readonly SetPart[] | undefined {
  const env = withoutEmpty(place.env);
  for (const parts of PARTS[cloud]) {
    const set = parts.flatMap((part): SetPart[] => {
      if (env[part.variable] !== undefined) return [part];
      return dotenv?.names.includes(part.variable) === true ? [{ ...part, file: dotenv.file }] : [];
    });
    if (
      parts.every((part) => part.optional === true || set.some(({ variable }) => variable === part.variable))
    )
      return set;
  }
  return undefined;
}
