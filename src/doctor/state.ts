import { constants } from 'node:fs';
import { access, lstat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError, errorCode } from '../config/error.js';
import { commandLine } from '../host/command-line.js';
import { checkStateDirectory } from '../state/directory.js';
import { failed, ok, warning, type Check } from './check.js';

/** Linux's numbers of file systems that other machines share, and on which a rename or a lock may not be what it is on a disk. */
const SHARED: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xfe534d42: 'SMB',
  0xff534d42: 'CIFS',
  0x01021997: '9P',
  0x00c36400: 'Ceph',
  0x5346414f: 'AFS',
};
const MIB = 1024 * 1024;
const SCARCE = 100 * MIB;
/** Too little for the records of a few calls. */
const NONE = MIB;

/** The directory of audit, approvals and trust: whose it is, whether it can be written, and what it lies on. Nothing is made or changed. */
export async function stateChecks(directory: string): Promise<readonly Check[]> {
  const usable = await directoryCheck(directory);
  if (usable.status === 'failed') return [usable];
  return [usable, ...(await diskChecks(await nearest(directory)))];
}

async function directoryCheck(directory: string): Promise<Check> {
  let exists;
  try {
    exists = await checkStateDirectory(directory);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return failed('state-directory', {
      found: error.message,
      next: 'Do what it says; until then mcm refuses power actions and keeps no audit.',
    });
  }
  const place = exists ? directory : await nearest(directory);
  const refusal = await access(place, constants.W_OK | constants.X_OK).then(() => undefined, errorCode);
  if (refusal !== undefined)
    return failed('state-directory', {
      found: `${directory} ${exists ? 'cannot be written' : `cannot be made: ${place} cannot be written`} (${refusal}).`,
      next: `Make ${place} writable for your user, or set MCM_STATE_DIR to a directory of your own.`,
    });
  if (!exists) return ok('state-directory', `${directory} is not there yet; it is made when it is needed.`);
  const mode = (await lstat(directory)).mode & 0o777;
  if (process.getuid && (mode & 0o077) !== 0)
    return warning('state-directory', {
      found: `${directory} has mode ${mode.toString(8).padStart(4, '0')}: others on this machine may look into it.`,
      next: `Run \`${commandLine(['chmod', '700', directory])}\`.`,
    });
  return ok('state-directory', `${directory} is yours alone and can be written.`);
}

/** The nearest directory above that is there, or the directory itself. */
async function nearest(directory: string): Promise<string> {
  for (let at = directory; ; at = dirname(at)) {
    const found = await lstat(at).catch(() => undefined);
    if (found !== undefined || dirname(at) === at) return at;
  }
}

/** What a disk says of itself, as `statfs` of Node.js gives it. */
export interface Disk {
  readonly type: number;
  readonly bavail: number;
  readonly bsize: number;
}

async function diskChecks(directory: string): Promise<readonly Check[]> {
  const disk = await statfs(directory).catch(() => undefined);
  return disk === undefined ? [] : judgeDisk(directory, disk);
}

/** Judges what the state lies on. */
export function judgeDisk(directory: string, { type, bavail, bsize }: Disk): readonly Check[] {
  const shared = SHARED[type >>> 0];
  const free = bavail * bsize;
  const space = `${String(Math.floor(free / MIB))} MiB free`;
  const finding = {
    found: `${directory} has ${space}; without room for the audit mcm refuses power actions.`,
    next: 'Make room, or set `audit.keepDays` in the config so that old records are removed.',
  };
  return [
    ...(shared === undefined
      ? []
      : [
          warning('state-file-system', {
            found: `${directory} lies on a file system that is shared over the network (${shared}); mcm's locks are made for one machine's disk.`,
            next: 'Set MCM_STATE_DIR to a directory on a disk of this machine. Several machines share state through a plugin (`stateStore`).',
          }),
        ]),
    free < NONE
      ? failed('state-space', finding)
      : free < SCARCE
        ? warning('state-space', finding)
        : ok('state-space', `${space}.`),
  ];
}
