import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

type Operation = (...args: never[]) => Promise<unknown>;

const NAMES = ['lstat', 'mkdir', 'open', 'readdir', 'rename', 'rm', 'rmdir', 'stat', 'unlink'] as const;
const OF_HANDLE = new Set<string | symbol>(['stat', 'writeFile', 'readFile', 'datasync', 'sync', 'close']);
const FLUSH = new Set<string | symbol>(['datasync', 'sync']);

/**
 * Runs `work`, and at its file operation number `step` (from 0) holds it and does `meanwhile`. Answers what `work` gave, or
 * undefined when `meanwhile` left it where it was; `reached` says whether there was such a step.
 */
export async function heldAt<T>(
  step: number,
  work: () => Promise<T>,
  meanwhile: () => Promise<'go on' | 'leave it'>,
): Promise<{ readonly reached: boolean; readonly result?: T }> {
  let next = 0;
  let reached = false;
  let leave: () => void = () => undefined;
  const left = new Promise<undefined>((resolve) => (leave = () => resolve(undefined)));
  const held =
    (operation: Operation): Operation =>
    async (...args) => {
      // What is done meanwhile is not counted.
      if (!reached && next++ === step) {
        reached = true;
        if ((await meanwhile()) === 'leave it') {
          leave();
          await new Promise(() => undefined);
        }
      }
      return operation(...args);
    };
  const heldHandle = (handle: FileHandle): FileHandle =>
    new Proxy(handle, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        // No power is cut here: what is flushed costs time and changes nothing.
        const bound = (FLUSH.has(name) ? async () => undefined : value.bind(target)) as Operation;
        return OF_HANDLE.has(name) ? held(bound) : bound;
      },
    });
  const real = Object.fromEntries(NAMES.map((name) => [name, fs[name] as Operation]));
  const open = held(fs.open);
  Object.assign(fs, Object.fromEntries(NAMES.map((name) => [name, held(fs[name] as Operation)])), {
    open: async (...args: never[]) => heldHandle((await open(...args)) as FileHandle),
  });
  syncBuiltinESMExports();
  try {
    const result = await Promise.race([work(), left]);
    return { reached, ...(result === undefined ? {} : { result }) };
  } finally {
    Object.assign(fs, real);
    syncBuiltinESMExports();
  }
}
