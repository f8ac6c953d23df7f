import { CLOUDS, type Cloud } from '../../init/credentials.js';
import { FORMATS, type Format } from '../../init/config.js';
import type { InitWords } from '../../locale/en/init.js';
import { quoted } from '../../init/quoted.js';
import { UsageError, type Io } from '../io.js';
import { parse } from '../options.js';

const OPTIONS = {
  cloud: { type: 'string', multiple: true },
  account: { type: 'string', multiple: true },
  'env-file': { type: 'string' },
  config: { type: 'string' },
  format: { type: 'string' },
  'read-only': { type: 'boolean' },
  offline: { type: 'boolean' },
  yes: { type: 'boolean' },
  print: { type: 'boolean' },
  force: { type: 'boolean' },
  trust: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** What the command line says. */
export interface InitOptions {
  /** Undefined: those that the person chooses, or that are found. */
  readonly clouds: readonly Cloud[] | undefined;
  /** Each as CLOUD/NAME. */
  readonly accounts: readonly string[];
  readonly envFile: string | undefined;
  readonly config: string | undefined;
  readonly format: Format | undefined;
  readonly readOnly: boolean;
  readonly offline: boolean;
  readonly print: boolean;
  readonly force: boolean;
  readonly trust: boolean;
  readonly json: boolean;
  /** A person is asked what the command line leaves open. */
  readonly asks: boolean;
}

/** Reads the command line. Where nobody can be asked, it must say enough. */
export function readOptions(args: readonly string[], io: Io, words: InitWords): InitOptions {
  const { values } = parse(args, OPTIONS);
  const { config, format, json = false, yes = false } = values;
  const clouds = wordsOf(values.cloud).map((given) => cloudOf(given, words));
  const asks = !yes && !json && io.stdin.isTTY === true && io.stdout.isTTY === true;
  if (!asks && !yes && clouds.length === 0) throw new UsageError(words.noTerminal);
  return {
    clouds: clouds.length === 0 ? undefined : [...new Set(clouds)],
    accounts: wordsOf(values.account),
    envFile: values['env-file'],
    config,
    format: format === undefined ? undefined : formatOf(format, words),
    readOnly: values['read-only'] === true,
    offline: values.offline === true,
    print: values.print === true,
    force: values.force === true,
    trust: values.trust === true,
    json,
    asks,
  };
}

const wordsOf = (given: readonly string[] = []): readonly string[] =>
  given.flatMap((text) => text.split(',')).filter((text) => text !== '');

function cloudOf(given: string, words: InitWords): Cloud {
  const cloud = CLOUDS.find((each) => each === given.toLowerCase());
  if (!cloud) throw new UsageError(words.unknownCloud(quoted(given), CLOUDS));
  return cloud;
}

function formatOf(given: string, words: InitWords): Format {
  const format = FORMATS.find((each) => each === given);
  if (!format) throw new UsageError(words.unknownFormat(quoted(given), FORMATS));
  return format;
}
