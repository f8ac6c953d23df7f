import type { Clock, Confirmer, ConfirmationLevel, Logger } from 'multi-cloud-manager/plugin';
import type { Config } from '../config/schema.js';
import { Approvals } from '../confirmation/approvals.js';
import type { Way } from '../confirmation/confirmer.js';
import { ElicitationConfirmer } from '../confirmation/elicitation.js';
import { Lockout } from '../confirmation/lockout.js';
import { PluginConfirmer } from '../confirmation/plugin-confirmer.js';
import { TerminalConfirmer } from '../confirmation/terminal.js';
import { reaches } from '../confirmation/levels.js';
import type { ConfirmParts } from '../middleware/confirm.js';
import type { StateStore } from '../state/store.js';
import { commandLine } from './command-line.js';
import type { Registry } from './ports/registry.js';
import { named, type FailedPlugins } from './ports/settle.js';

/** What confirming needs of a host whose plugins have loaded. */
export interface ConfirmationGround {
  readonly store: StateStore;
  /** Where `mcm approve` looks. */
  readonly local: StateStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly stateDir: string;
  /** `confirmation.via` of the config. */
  readonly via: Config['confirmation']['via'];
  /** Those of plugins. */
  readonly confirmers: Registry<Confirmer>;
  readonly failed: FailedPlugins;
  /** What starts mcm in a terminal. */
  readonly program: readonly string[];
  /** The config that `mcm unlock` needs to find what is locked, where a plugin keeps that. */
  readonly configFile?: string | undefined;
}

/** The ways to ask a person, in the order of the config, and what counts their mistakes. Throws ConfigError for a way that there is not. */
export function confirmationParts(ground: ConfirmationGround): ConfirmParts {
  const { store, local, clock, log, stateDir, via, program } = ground;
  const command = (name: string, ...more: readonly string[]): string =>
    commandLine([...program, name, '--state-dir', stateDir, ...more]);
  const withConfig = ground.configFile === undefined ? [] : ['--config', ground.configFile];
  const wayOf = (name: string): Way => {
    if (name === 'elicitation') return new ElicitationConfirmer(store);
    if (name === 'terminal') return new TerminalConfirmer(new Approvals(local, clock), command('approve'));
    const confirmer = named(ground.confirmers, name, 'confirmation.via', ground.failed);
    return new PluginConfirmer(confirmer, { store, clock, log });
  };
  const levels = new Map<string, ConfirmationLevel>();
  for (const entry of via) {
    const { use, level = 'human' } = typeof entry === 'string' ? { use: entry } : entry;
    const before = levels.get(use);
    // Named twice, the lower level counts.
    if (before === undefined || reaches(before, level)) levels.set(use, level);
  }
  return {
    confirmers: [...levels].map(([name, level]) => atMost(wayOf(name), level)),
    lockout: new Lockout(store, clock),
    unlockCommand: command('unlock', ...withConfig),
  };
}

/** The same way, worth less where the config says so. */
function atMost(way: Way, level: ConfirmationLevel): Way {
  if (reaches(level, way.level)) return way;
  return {
    name: way.name,
    level,
    unavailable: (session) => way.unavailable(session),
    ask: (question, again) => way.ask(question, again),
    take: (question, given) => way.take(question, given),
  };
}
