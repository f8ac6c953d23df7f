import { z } from 'zod';

const NAMED = Symbol.for('multi-cloud-manager.secret-source');

/** Marked, so that the host can tell it from what only looks like it and say at the start that there is no such source. */
function named<T extends object>(ref: T): T {
  return Object.defineProperty({ ...ref }, NAMED, { value: true });
}

/** Whether something in a parsed config is a reference to a secret source, made by the {@link SecretRef} of this or another copy. */
export const isSourceRef = (value: object): value is { readonly source: string; readonly key: string } =>
  NAMED in value;

/** Where a secret is; the config holds the reference, the value stays in memory. */
export const SecretRef = z
  .union([
    z.string().min(1),
    z.strictObject({ env: z.string().min(1).describe('Environment variable') }),
    z.strictObject({ file: z.string().min(1).describe('A file that holds the secret alone') }),
    z.strictObject({
      exec: z.array(z.string().min(1)).min(1).describe('A program and its arguments; it prints the secret'),
    }),
    z
      .strictObject({
        source: z.string().min(1).describe('A secret source of a plugin'),
        key: z.string().min(1).describe('What the secret is called there'),
      })
      .overwrite(named),
  ])
  .meta({
    description:
      'Where a secret is: { env }, { file }, { exec } or { source, key }. It is read when it is needed',
  });
/** See {@link SecretRef}. */
export type SecretRef = z.output<typeof SecretRef>;

/** Refers to an environment variable, so that the secret itself is not in the config file. */
export function env(name: string): { env: string } {
  return { env: name };
}

/** Refers to a file that holds the secret alone; it is read anew each time, so a rotated secret is picked up. */
export function file(path: string): { file: string } {
  return { file: path };
}

/** Refers to what a program prints (a password manager's command). It runs without a shell, when the secret is needed. */
export function exec(...command: string[]): { exec: string[] } {
  return { exec: command };
}

/** What a person calls the place of a secret: the variable, the file, the program, source and key; `place` for a literal one. Never its value. */
export function secretPlace(ref: SecretRef, place: string): string {
  if (typeof ref === 'string') return place;
  if ('env' in ref) return ref.env;
  if ('source' in ref) return `${ref.source}:${ref.key}`;
  return 'file' in ref ? ref.file : (ref.exec[0] ?? place);
}

/** Resolves secrets at the last moment and tells the redactor of each. */
export interface Secrets {
  /**
   * The value; throws INVALID_CREDENTIALS naming the variable, file, program or source when it is not there.
   * What a program printed is kept for some minutes; `fresh` runs it again, for example after the cloud refused the secret.
   */
  resolve(ref: SecretRef, options?: { readonly fresh?: boolean }): Promise<string>;
  /** Whether there should be a value: a variable that is set, a file that exists, any program, what a source says. */
  has(ref: SecretRef): boolean;
}

/** The environment as the host was started with; an empty variable counts as unset. */
export interface Environment {
  /** The variable's value; undefined where it is not set or empty. */
  get(name: string): string | undefined;
}

/** The time, injectable for tests. */
export interface Clock {
  /** The time now. */
  now(): Date;
  /** Resolves after `ms` milliseconds; rejects when the signal aborts, at once if it has. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Makes ids for calls and requests. */
export interface Ids {
  /** An id that nothing else has: a UUID, unless a test gives its own. */
  next(): string;
}

/** Goes to stderr and to MCP clients that asked for it, redacted. */
export interface Logger {
  /** For whoever looks for a fault; not shown at the usual level. `fields` is plain JSON, written behind the message. */
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** What is good to know; the usual level. */
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Something is not as it should be, and it goes on. */
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Something failed. What a tool throws is logged already. */
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}
