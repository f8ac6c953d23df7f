import { resolve } from 'node:path';
import type { Clock, Principal } from 'multi-cloud-manager/plugin';
import { openTrail } from '../../audit/open-trail.js';
import { Redactor } from '../../audit/redactor.js';
import type { ApprovalRecord, UnlockRecord } from '../../audit/record.js';
import { withoutEmpty } from '../../config/env-file.js';
import type { LoadedConfig } from '../../config/load.js';
import { commandLine } from '../../host/command-line.js';
import type { Host } from '../../host/create-host.js';
import { osPrincipal } from '../../host/os-principal.js';
import { linesOf } from '../../log/lines.js';
import { Log } from '../../log/log.js';
import { stateDirectory } from '../../state/directory.js';
import { FileStore } from '../../state/file-store.js';
import type { StateStore } from '../../state/store.js';
import type { Io } from '../io.js';
import { parseWithConfig, quiet } from '../options.js';
import { programOf } from '../program.js';

/**
 * What a person in a terminal works on: the state that hosts share and the audit trail. No cloud is asked, and no config is read but one
 * that is named because its plugin keeps the state.
 */
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

/** Where the desk works. */
export interface DeskPlace {
  readonly stateDir?: string | undefined;
  /** A config whose `stateStore` is used instead of the files in the state directory. */
  readonly config?: string | undefined;
}

/** Opens it. Nothing is read or written yet but the config that is named. */
export async function openDesk(io: Io, { stateDir, config }: DeskPlace, clock: Clock): Promise<Desk> {
  const loaded = config === undefined ? undefined : await loadNamed(io, config);
  const directory =
    stateDir === undefined
      ? (loaded?.stateDir ?? stateDirectory(withoutEmpty(io.env), io.platform, io.home))
      : resolve(io.cwd, stateDir);
  const shared = loaded && (await openShared(io, { ...loaded, stateDir: directory }));
  const redactor = new Redactor();
  const log = new Log(
    linesOf(
      (line) => void io.stderr.write(line),
      { kind: 'plain' },
      () => clock.now(),
    ),
    redactor,
    'info',
  );
  const trail = openTrail({ stateDir: directory, settings: {}, redactor, clock, log: log.named('audit') });
  return {
    clock,
    store: shared?.store ?? new FileStore({ stateDir: directory, clock, host: crypto.randomUUID() }),
    by: { ...osPrincipal(io), source: 'terminal' },
    say: (text) => void io.stdout.write(text),
    command: (name) =>
      commandLine(
        [
          ...[...programOf(io), name, '--state-dir', directory],
          ...(config === undefined ? [] : ['--config', config]),
        ],
        io.platform,
      ),
    // What stood behind a failure is said by the trail's own line on stderr.
    record: (record) =>
      trail.person(record).then(
        () => true,
        () => false,
      ),
    async close() {
      await trail.close();
      await shared?.close();
    },
  };
}

const loadNamed = (io: Io, config: string): Promise<LoadedConfig> =>
  parseWithConfig(['--config', config], {}, [], io).load();

/** A host that answers no calls: its plugins are loaded for the state that one of them keeps. */
async function openShared(io: Io, loaded: LoadedConfig): Promise<Host> {
  const { createHost } = await import('../../host/create-host.js');
  return createHost(loaded, quiet(io));
}
