import { resolve } from 'node:path';
import type { Clock, Principal } from 'multi-cloud-manager/plugin';
import { openTrail } from '../../audit/open-trail.js';
import { Redactor } from '../../audit/redactor.js';
import type { ApprovalRecord, UnlockRecord } from '../../audit/record.js';
import { withoutEmpty } from '../../config/env-file.js';
import { commandLine } from '../../host/command-line.js';
import { Log } from '../../log/log.js';
import { stateDirectory } from '../../state/directory.js';
import { FileStore } from '../../state/file-store.js';
import type { StateStore } from '../../state/store.js';
import type { Io } from '../io.js';
import { osPrincipal } from '../../host/os-principal.js';
import { programOf } from '../program.js';

/** What a person in a terminal works on: the state that hosts share and the audit trail. No config, no cloud. */
export interface Desk {
  readonly clock: Clock;
  readonly store: StateStore;
  /** Who is at the terminal, as far as the operating system knows. */
  readonly by: Principal;
  readonly say: (text: string) => void;
  /** A command of mcm on this state directory, to be typed. */
  command(name: string): string;
  /** Puts what the person did into the audit, onto the disk; false when it cannot be written. */
  record(record: ApprovalRecord | UnlockRecord): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens it. No file is read or written yet. */
export function openDesk(io: Io, stateDir: string | undefined, clock: Clock): Desk {
  const directory =
    stateDir === undefined
      ? stateDirectory(withoutEmpty(io.env), io.platform, io.home)
      : resolve(io.cwd, stateDir);
  const redactor = new Redactor();
  const log = new Log((line) => void io.stderr.write(line), redactor, 'info');
  const trail = openTrail({ stateDir: directory, settings: {}, redactor, clock, log: log.named('audit') });
  return {
    clock,
    store: new FileStore({ stateDir: directory, clock, host: crypto.randomUUID() }),
    by: { ...osPrincipal(io), source: 'terminal' },
    say: (text) => void io.stdout.write(text),
    command: (name) => commandLine([...programOf(io), name, '--state-dir', directory], io.platform),
    // What stood behind a failure is said by the trail's own line on stderr.
    record: (record) =>
      trail.person(record).then(
        () => true,
        () => false,
      ),
    close: () => trail.close(),
  };
}
