import { constants } from 'node:fs';
import { access, lstat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Locale } from 'multi-cloud-manager/plugin';
import { ConfigError, errorCode } from '../config/error.js';
import { commandLine } from '../host/command-line.js';
import { doctorMachine } from '../locale/en/doctor-machine.js';
import { wordsIn } from '../locale/words.js';
import { checkStateDirectory } from '../state/directory.js';
import { spoken } from '../locale/error-in.js';
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
export async function stateChecks(directory: string, locale: Locale): Promise<readonly Check[]> {
  const usable = await directoryCheck(directory, locale);
  if (usable.status === 'failed') return [usable];
  return [usable, ...(await diskChecks(await nearest(directory), locale))];
}

async function directoryCheck(directory: string, locale: Locale): Promise<Check> {
  const words = wordsIn(doctorMachine, locale).state;
  let exists;
  try {
    exists = await checkStateDirectory(directory);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return failed('state-directory', { found: spoken(error, locale), next: words.follow });
  }
  const place = exists ? directory : await nearest(directory);
  const refusal = await access(place, constants.W_OK | constants.X_OK).then(() => undefined, errorCode);
  if (refusal !== undefined)
    return failed('state-directory', {
      found: exists ? words.cannotWrite(directory, refusal) : words.cannotMake(directory, place, refusal),
      next: words.makeWritable(place),
    });
  if (!exists) return ok('state-directory', words.notYet(directory));
  const mode = (await lstat(directory)).mode & 0o777;
  if (process.getuid && (mode & 0o077) !== 0)
    return warning('state-directory', {
      found: words.open(directory, mode.toString(8).padStart(4, '0')),
      next: words.run(commandLine(['chmod', '700', directory])),
    });
  return ok('state-directory', words.well(directory));
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

async function diskChecks(directory: string, locale: Locale): Promise<readonly Check[]> {
  const disk = await statfs(directory).catch(() => undefined);
  return disk === undefined ? [] : judgeDisk(directory, disk, locale);
}

/** Judges what the state lies on. */
export function judgeDisk(
  directory: string,
  { type, bavail, bsize }: Disk,
  locale: Locale,
): readonly Check[] {
  const words = wordsIn(doctorMachine, locale).state;
  const shared = SHARED[type >>> 0];
  const free = bavail * bsize;
  const mib = Math.floor(free / MIB);
  const finding = { found: words.scarce(directory, mib), next: words.makeRoom };
  return [
    ...(shared === undefined
      ? []
      : [
          warning('state-file-system', {
            found: words.shared(directory, shared),
            next: words.ownDisk,
          }),
        ]),
    free < NONE
      ? failed('state-space', finding)
      : free < SCARCE
        ? warning('state-space', finding)
        : ok('state-space', words.free(mib)),
  ];
}
