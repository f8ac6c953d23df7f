import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { errorCode } from '../config/error.js';
import type { Owner } from './store.js';

/**
 * This process as an owner.
 *
 * @param host the id of the host that it is for
 */
export async function thisProcess(host: string): Promise<Owner> {
  const [machineId, boot, pids, own] = await Promise.all([
    known(readFile('/etc/machine-id', 'utf8')),
    known(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    known(readlink('/proc/self/ns/pid')),
    processFacts(process.pid),
  ]);
  // Containers may share a machine id, and machines a name.
  const machine = createHash('sha256').update(JSON.stringify([hostname(), machineId ?? null]));
  return {
    host,
    machine: machine.digest('hex'),
    pid: process.pid,
    ...(own === undefined ? {} : { started: own.started }),
    ...(boot === undefined ? {} : { boot }),
    ...(pids === undefined ? {} : { pids }),
  };
}

/**
 * Whether the process of `owner` has certainly ended. One that is suspended or slow has not, and one that cannot be looked
 * up from here (another machine, another container) counts as running.
 */
export async function ownerIsGone(owner: Owner, self: Owner): Promise<boolean> {
  if (owner.machine !== self.machine) return false;
  if (differ(owner.boot, self.boot)) return true;
  if (owner.pids !== self.pids) return false;
  if (!isRunning(owner.pid)) return true;
  const found = await processFacts(owner.pid);
  return found !== undefined && (found.ended || differ(owner.started, found.started));
}

const differ = (one: string | undefined, other: string | undefined) =>
  one !== undefined && other !== undefined && one !== other;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, for another user.
    return errorCode(error) !== 'ESRCH';
  }
}

interface ProcessFacts {
  /** In clock ticks since the machine started. */
  readonly started: string;
  /** It has exited, and only its parent has not asked how; without an init process that may stay so. */
  readonly ended: boolean;
}

/** What the system says of a process, where it says anything. */
async function processFacts(pid: number): Promise<ProcessFacts | undefined> {
  const stat = await known(readFile(`/proc/${String(pid)}/stat`, 'utf8'));
  // The second field is the program's name in parentheses, and may hold spaces and parentheses; fields count from 1.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => fields?.[number - 3];
  const started = field(22);
  if (started === undefined) return undefined;
  // While threads are left, something of it may still be under way.
  return { started, ended: field(3) === 'Z' && Number(field(20)) <= 1 };
}

/** What is not there, or not for us to read, is not known. */
async function known(read: Promise<string>): Promise<string | undefined> {
  const text = await read.catch(() => '');
  return text.trim() || undefined;
}
