import { configSchema, type ConfigInput } from '../config/schema.js';
import type { InitComments } from '../locale/en/init-comments.js';
import { codeOf } from './code.js';
import { valueOf, type ConfigDocument, type Entry } from './document.js';
import { planClouds, type PlannedCloud, type Wanted } from './plan.js';
import { yamlOf } from './yaml.js';

/** In what a config is written. */
export const FORMATS = ['yaml', 'ts'] as const;
/** See {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

/** A config that is about to be written. */
export interface Draft {
  readonly text: string;
  /** What the text says. */
  readonly input: ConfigInput;
  readonly clouds: readonly PlannedCloud[];
  /** Variables that it needs and that only this environment has. */
  readonly carried: readonly string[];
}

/** Drafts the config: the same document is the text and what it says. Its comments are in the language of these. */
export function draft(wanted: Wanted, format: Format, comments: InitComments): Draft {
  const clouds = planClouds(wanted, comments);
  const entries: readonly Entry[] = [
    { key: 'plugins', value: { items: clouds.map(({ item }) => item) }, comment: comments.plugins },
    {
      key: 'envFile',
      comment: comments.envFile,
      ...(wanted.envFile === undefined ? { value: './mcm.env', off: true } : { value: wanted.envFile }),
    },
    { key: 'readOnly', value: wanted.readOnly, comment: comments.readOnly },
    ...safetyEntries(comments),
  ];
  const document: ConfigDocument = { head: comments.head, entries };
  return {
    text: format === 'ts' ? codeOf(document) : yamlOf(document),
    input: valueOf({ block: entries }) as ConfigInput,
    clouds,
    carried: carriedBy(wanted),
  };
}

function carriedBy({ clouds }: Wanted): readonly string[] {
  const origins = clouds.flatMap(({ accounts }) => accounts.map(({ origin }) => origin));
  const names = origins.flatMap((origin) => {
    if (origin.kind === 'variables')
      return origin.parts.flatMap(({ file, variable }) => (file === undefined ? [variable] : []));
    return origin.kind === 'aws-profile' && origin.placedBy !== undefined ? [origin.placedBy] : [];
  });
  return [...new Set(names)];
}

/** What is the default, written out: these are the rules that people change first. */
function safetyEntries(comments: InitComments): readonly Entry[] {
  const { confirmation, safety } = configSchema().parse({});
  const { ordinary, production, large, unlabelled } = confirmation;
  const { vcpus, memoryGib } = safety.large;
  return [
    {
      key: 'safety',
      value: {
        block: [
          {
            key: 'production',
            comment: comments.production,
            value: { block: [{ key: 'words', value: safety.production.words }] },
          },
          {
            key: 'large',
            comment: comments.large,
            value: {
              block: [
                { key: 'vcpus', value: vcpus },
                { key: 'memoryGib', value: memoryGib },
              ],
            },
          },
        ],
      },
    },
    {
      key: 'confirmation',
      comment: comments.confirmation,
      value: {
        block: [
          ...Object.entries({ ordinary, production, large }).map(([key, value]) => ({ key, value })),
          { key: 'unlabelled', value: unlabelled, comment: comments.unlabelled },
        ],
      },
    },
  ];
}
