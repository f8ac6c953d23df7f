import type { Clock } from 'multi-cloud-manager/plugin';
import { ConfigError } from '../config/error.js';
import { Approvals } from '../confirmation/approvals.js';
import type { Confirmer } from '../confirmation/confirmer.js';
import { ElicitationConfirmer } from '../confirmation/elicitation.js';
import { Lockout } from '../confirmation/lockout.js';
import { TerminalConfirmer } from '../confirmation/terminal.js';
import type { ConfirmParts } from '../middleware/confirm.js';
import type { StateStore } from '../state/store.js';
import { commandLine } from './command-line.js';

/** What confirming needs of a host. */
export interface ConfirmationGround {
  readonly store: StateStore;
  readonly clock: Clock;
  readonly stateDir: string;
  /** `confirmation.via` of the config. */
  readonly via: readonly string[];
  /** Ways to ask beside our own. */
  readonly confirmers: readonly Confirmer[];
  /** What starts mcm in a terminal. */
  readonly program: readonly string[];
}

/** The ways to ask a person, in the order of the config, and what counts their mistakes. Throws ConfigError for a way that there is not. */
export function confirmationParts(ground: ConfirmationGround): ConfirmParts {
  const { store, clock, stateDir, via, program } = ground;
  const command = (name: string): string => commandLine([...program, name, '--state-dir', stateDir]);
  const known: readonly Confirmer[] = [
    new ElicitationConfirmer(store),
    new TerminalConfirmer(new Approvals(store, clock), command('approve')),
    ...ground.confirmers,
  ];
  const confirmers = [...new Set(via)].map((name) => {
    const found = known.find((confirmer) => confirmer.name === name);
    if (found) return found;
    throw new ConfigError(
      `confirmation.via: there is no way ${JSON.stringify(name)}; there are ${known.map((each) => each.name).join(', ')}.`,
    );
  });
  return { confirmers, lockout: new Lockout(store, clock), unlockCommand: command('unlock') };
}
