import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { Journal } from 'multi-cloud-manager/testing';
import type { Random } from '../random.js';

/** One call that is under way, as it can be watched from outside of the process. */
export interface Scene {
  readonly journal: Journal;
  readonly stateDir: string;
  readonly pid: number;
  /** The reason that was given with the call; it is in its intent. */
  readonly reason: string;
  readonly random: Random;
  /** Whether the call has ended, so that nobody waits for what will not come any more. */
  ended(): boolean;
}

/** Resolves at the moment in which the process is to die. */
type Moment = (scene: Scene) => Promise<unknown>;

/** Looks once in every turn of the event loop. */
async function seen(scene: Scene, look: () => boolean): Promise<void> {
  while (!scene.ended() && !look()) await turn();
}

/** The texts of the files below a directory whose name and text fit. */
function some(directory: string, fits: (name: string, text: string) => boolean): boolean {
  try {
    return readdirSync(directory).some((name) => {
      return name.includes('.json') && fits(name, readFileSync(join(directory, name), 'utf8'));
    });
  } catch {
    // A directory that is not there yet, or a file that is not there any more.
    return false;
  }
}

const held = ({ stateDir, pid }: Scene, kind: string): boolean =>
  some(join(stateDir, 'shared', 'values'), (_, text) => {
    return text.includes(`"key":"${kind}/`) && text.includes(`"pid":${String(pid)},`);
  });

/** Whether the intent of the call is in the chain of its process. */
export const intended = ({ stateDir, pid, reason }: Pick<Scene, 'stateDir' | 'pid' | 'reason'>): boolean =>
  some(join(stateDir, 'audit'), (name, text) => {
    const lines = name.includes(`-${String(pid)}-`) ? text.split('\n') : [];
    return lines.some((line) => line.includes('"kind":"intent"') && line.includes(`"reason":"${reason}"`));
  });

/** A request of the call, counted from 1. */
async function request(scene: Scene, number: number): Promise<void> {
  const from = scene.journal.entries.length;
  await seen(scene, () => scene.journal.entries.length - from >= number);
}

/** The points at which a process is killed. A delay picks the moment and nothing else. */
export const MOMENTS: Readonly<Record<string, Moment>> = {
  'at a request': (scene) => request(scene, scene.random.whole(1, 4)),
  'at its power request': (scene) => {
    const from = scene.journal.mutations().length;
    return seen(scene, () => scene.journal.mutations().length > from);
  },
  'holding its lease': (scene) => seen(scene, () => held(scene, 'power')),
  'with its intent on disk': (scene) => seen(scene, () => intended(scene)),
  'with its lease given back': async (scene) => {
    await seen(scene, () => held(scene, 'power'));
    await seen(scene, () => !held(scene, 'power'));
  },
  'after some turns': async (scene) => {
    for (let left = scene.random.whole(0, 3000); left > 0 && !scene.ended(); left -= 1) await turn();
  },
  'after a while': (scene) => pause(scene.random.whole(0, 300)),
  'once it has answered': (scene) => seen(scene, () => false),
};
