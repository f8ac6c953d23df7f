import type { CatalogueTool } from '../call/state.js';
import type { LoadedConfig } from '../config/load.js';
import type { Roster } from '../fleet/roster.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';
import type { WhyNot } from '../middleware/offered.js';
import { generalTools } from '../tools/index.js';

/** Which tools a host offers, and why not the others. */
export interface Selection {
  /** Why a call is refused; undefined for a tool that can be called. */
  readonly whyNot: WhyNot;
  /** Whether `tools/list` shows it: what can be called, less the tools of clouds that are not configured where those are hidden. */
  readonly listed: (tool: CatalogueTool) => boolean;
}

/** `*` stands for any letters. */
const pattern = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

/** What the config says of tools, and read-only mode. */
export function selection({ config, untrusted }: LoadedConfig, roster: Roster): Selection {
  const { preset, include, exclude, hideUnavailable } = config.tools;
  const [included, excluded] = [include.map(pattern), exclude.map(pattern)];
  const readOnly = untrusted
    ? say(calls, (words) => words.untrusted(untrusted.file, untrusted.command))
    : config.readOnly
      ? say(calls, (words) => words.readOnly)
      : undefined;
  const whyNot: WhyNot = ({ name, access, plugin }) => {
    if (readOnly !== undefined && access !== 'read') return readOnly;
    if (excluded.some((each) => each.test(name))) return say(calls, (words) => words.excluded(name));
    if (preset === 'full' || plugin === generalTools.name || included.some((each) => each.test(name)))
      return undefined;
    return say(calls, (words) => words.generalOnly(name));
  };
  /** A plugin without a provider is never unavailable. */
  const available = ({ plugin }: CatalogueTool): boolean => {
    const entry = roster.entries().find(({ name }) => name === plugin);
    return entry === undefined || entry.provider.accounts().length > 0;
  };
  return {
    whyNot,
    listed: (tool) => whyNot(tool) === undefined && (!hideUnavailable || available(tool)),
  };
}

/** Patterns that no tool fits: most likely a mistake, and worth a line. */
export function idlePatterns({ config }: LoadedConfig, tools: readonly CatalogueTool[]): readonly string[] {
  return [...config.tools.include, ...config.tools.exclude].filter(
    (text) => !tools.some(({ name }) => pattern(text).test(name)),
  );
}
