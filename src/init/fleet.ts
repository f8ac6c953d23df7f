import type { Instance } from 'multi-cloud-manager/plugin';
import { strongest } from '../confirmation/levels.js';
import {
  classify,
  type Classification,
  type InstanceClass,
  type SafetySettings,
} from '../middleware/safety/classes.js';
import type { InitWords } from '../locale/en/init.js';
import type { ClassCount, Fleet, NotableServer } from './judged.js';

/** The classes as they are shown, the strictest usually first; `ordinary` are those in no other. */
const SHOWN = [
  'production',
  'large',
  'state',
  'unlabelled',
  'ordinary',
] as const satisfies readonly InstanceClass[];

/** Judges every server as the safety stage does; what that stage asks for is what is shown. */
export function fleetOf(instances: readonly Instance[], settings: SafetySettings, words: InitWords): Fleet {
  const judged = instances.map((instance) => ({ instance, found: classify(instance, settings) }));
  const classes = SHOWN.map((of): ClassCount => {
    const members = judged.filter(({ found }) => (of === 'ordinary' ? isPlain(found) : found.in[of]));
    return {
      of,
      servers: members.length,
      level: strongest([
        settings.levels.ordinary,
        ...members.slice(0, 1).map(({ found }) => found.levels[of]),
      ]),
      marks: of === 'production' ? marksOf(members.map(({ found }) => markOf(found, words))) : [],
    };
  });
  return {
    servers: instances.length,
    repeated: repeatedIn(instances),
    classes: classes.filter(({ servers }) => servers > 0),
    notable: judged
      .filter(({ found }) => isNotable(found))
      .map(({ instance, found }) => notableOf(instance, found, words)),
  };
}

/** Two profiles with the same credentials list the same servers. */
function repeatedIn(instances: readonly Instance[]): number {
  const ids = instances.map(({ id, provider, region }) => JSON.stringify([provider, region, id]));
  return ids.length - new Set(ids).size;
}

const isPlain = ({ in: is }: Classification): boolean =>
  SHOWN.every((each) => each === 'ordinary' || !is[each]);
const isNotable = ({ in: is }: Classification): boolean => is.production || is.large || is.state;

function notableOf(instance: Instance, found: Classification, words: InitWords): NotableServer {
  const { account, id, name, provider, region } = instance;
  return {
    ...{ provider, account, region, id, name },
    level: strongest(
      Object.entries(found.levels).flatMap(([of, level]) => (found.in[of as InstanceClass] ? [level] : [])),
    ),
    ...(found.in.production && { mark: markOf(found, words) }),
    ...(found.in.large && { size: sizeOf(instance, words) }),
    unknown: found.in.state,
  };
}

/** A tag is the same on many servers; a name is not. */
const markOf = ({ mark }: Classification, words: InitWords): string =>
  mark?.by === 'tag' ? words.byTag(mark.text) : words.byName;

/** Its numbers; its type where the cloud tells none. */
function sizeOf({ memory_mib, type, vcpus }: Instance, words: InitWords): string {
  const parts = [
    ...(vcpus === undefined ? [] : [words.vcpus(vcpus)]),
    ...(memory_mib === undefined ? [] : [words.memory(Math.round(memory_mib / 102.4) / 10)]),
  ];
  return parts.length === 0 ? type : words.size(parts);
}

function marksOf(marks: readonly string[]): ClassCount['marks'] {
  const counts = new Map<string, number>();
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return [...counts].map(([mark, servers]) => ({ mark, servers })).sort((a, b) => b.servers - a.servers);
}
