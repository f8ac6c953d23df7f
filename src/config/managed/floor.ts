import { CONFIRMATION_LEVELS, type ConfirmationLevel } from 'multi-cloud-manager/plugin';
import type { Config } from '../schema.js';
import type { Floor } from './schema.js';

type Via = Config['confirmation']['via'];
type Sinks = Config['audit']['sinks'];

/** The config with nothing in it below the floor. Policies and the allow-list are for the host, which loads code. */
export function applyFloor(config: Config, floor: Floor): Config {
  const { confirmation, safety, audit, tools } = config;
  return {
    ...config,
    readOnly: config.readOnly || floor.readOnly === true,
    confirmation: {
      ...confirmation,
      ordinary: stronger(confirmation.ordinary, floor.confirmation.ordinary),
      production: stronger(confirmation.production, floor.confirmation.production),
      large: stronger(confirmation.large, floor.confirmation.large),
      unlabelled: stronger(confirmation.unlabelled, floor.confirmation.unlabelled),
      via: onlyVia(confirmation.via, floor.confirmation.via),
    },
    safety: {
      ...safety,
      production: { words: union(safety.production.words, floor.safety.production.words) },
      large: atMost(safety.large, floor.safety.large),
    },
    tools: { ...tools, exclude: union(tools.exclude, floor.tools.exclude) },
    audit: {
      ...audit,
      ...(audit.keepDays !== undefined && {
        keepDays: Math.max(audit.keepDays, floor.audit.keepDays ?? 1),
      }),
      sinks: withSinks(audit.sinks, floor.audit.sinks),
    },
    ratePerMinute: Math.min(config.ratePerMinute, floor.ratePerMinute ?? Infinity),
  };
}

function stronger(own: ConfirmationLevel, least: ConfirmationLevel = 'arguments'): ConfirmationLevel {
  const rank = (level: ConfirmationLevel): number => CONFIRMATION_LEVELS.indexOf(level);
  return rank(own) >= rank(least) ? own : least;
}

const union = (own: readonly string[], more: readonly string[]): string[] => [...new Set([...own, ...more])];

/** The user's ways that are allowed, in the user's order; where none is, all that are allowed. */
function onlyVia(own: Via, allowed: readonly string[] | undefined): Via {
  if (allowed === undefined) return own;
  const kept = own.filter((way) => allowed.includes(typeof way === 'string' ? way : way.use));
  return kept.length > 0 ? kept : [...allowed];
}

/** A limit for one cloud is a limit too. */
function atMost(own: Config['safety']['large'], most: Floor['safety']['large']): Config['safety']['large'] {
  const { perProvider } = own;
  return {
    vcpus: Math.min(own.vcpus, most.vcpus),
    memoryGib: Math.min(own.memoryGib, most.memoryGib),
    ...(perProvider && {
      perProvider: Object.fromEntries(
        Object.entries(perProvider).map(([provider, { vcpus, memoryGib }]) => [
          provider,
          {
            ...(vcpus !== undefined && { vcpus: Math.min(vcpus, most.vcpus) }),
            ...(memoryGib !== undefined && { memoryGib: Math.min(memoryGib, most.memoryGib) }),
          },
        ]),
      ),
    }),
  };
}

function withSinks(own: Sinks, more: Sinks): Sinks {
  const required = new Map<string, boolean>();
  for (const sink of [...own, ...more])
    required.set(sink.use, sink.required || required.get(sink.use) === true);
  return [...required].map(([use, needed]) => ({ use, required: needed }));
}
