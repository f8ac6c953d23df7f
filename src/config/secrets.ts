import {
  McmError,
  type Clock,
  type Environment,
  type SecretRef,
  type SecretSource,
  type Secrets,
} from 'multi-cloud-manager/plugin';
import type { Redactor } from '../audit/redactor.js';
import { invalid, ownSources } from './secret-sources.js';

/** Where the sources of plugins are. They load later than what refers to them. */
export interface SourceDirectory {
  /** Resolves when every plugin has loaded; rejects with a sentence when there is no such source. */
  find(name: string): Promise<SecretSource>;
  /** Whether there should be such a secret, as far as that is known by now. */
  has(name: string, key: string): boolean;
}

/** What secrets are read from and with. */
export interface SecretParts {
  readonly environment: Environment;
  readonly redactor: Redactor;
  readonly clock: Clock;
  /** What relative paths are relative to. */
  readonly directory: string;
  /** The sources of plugins. Default: there are none. */
  readonly plugins?: SourceDirectory;
}

const NONE: SourceDirectory = {
  find: (name) => Promise.reject(invalid((words) => words.noSource(JSON.stringify(name)))),
  has: () => false,
};

/** Resolves references at the last moment, and tells the redactor of every value before anyone else sees it. */
export function createSecrets(parts: SecretParts): Secrets {
  const { environment, redactor, clock, directory, plugins = NONE } = parts;
  const own = new Map(ownSources(environment, directory).map((source) => [source.name, source] as const));
  const kept = new Map<string, { readonly value: Promise<string | undefined>; readonly until: number }>();

  const read = (source: SecretSource, key: string, fresh: boolean): Promise<string | undefined> => {
    const { keepMs = 0 } = source;
    if (!(keepMs > 0)) return source.read(key);
    const place = JSON.stringify([source.name, key]);
    const now = clock.now().getTime();
    const known = kept.get(place);
    if (known && known.until > now && !fresh) return known.value;
    const value = source.read(key);
    kept.set(place, { value, until: now + keepMs });
    const forget = (): void => {
      // A newer one may have taken its place.
      if (kept.get(place)?.value === value) kept.delete(place);
    };
    // That there is nothing is not kept: somebody may be about to put it there.
    value.then((found) => {
      if (!isValue(found)) forget();
    }, forget);
    return value;
  };
  const find = (name: string): Promise<SecretSource> =>
    plugins.find(name).catch((error: unknown) => {
      if (McmError.is(error)) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new McmError('INVALID_CREDENTIALS', why);
    });
  const literal = (text: string): string => {
    if (text.trim() !== '') return text.trim();
    throw invalid((words) => words.empty);
  };
  const lookUp = async ({ source, key }: Place, fresh: boolean): Promise<string> => {
    const mine = own.get(source);
    const found: unknown = await read(mine ?? (await find(source)), key, fresh);
    if (isValue(found)) return found.trim();
    throw mine?.absent(key) ?? invalid((words) => words.lacks(source, JSON.stringify(key)));
  };
  return {
    async resolve(ref, { fresh = false } = {}) {
      const value = typeof ref === 'string' ? literal(ref) : await lookUp(placeOf(ref), fresh);
      redactor.add(value);
      return value;
    },
    has(ref) {
      if (typeof ref === 'string') return ref.trim() !== '';
      const { source, key } = placeOf(ref);
      return own.get(source)?.has(key) ?? plugins.has(source, key);
    },
  };
}

/** A plugin in plain JavaScript may answer anything. */
const isValue = (found: unknown): found is string => typeof found === 'string' && found.trim() !== '';

/** Where a secret is: in which source, under which key. */
interface Place {
  readonly source: string;
  readonly key: string;
}

function placeOf(ref: Exclude<SecretRef, string>): Place {
  if ('env' in ref) return { source: 'env', key: ref.env };
  if ('file' in ref) return { source: 'file', key: ref.file };
  return 'exec' in ref ? { source: 'exec', key: JSON.stringify(ref.exec) } : ref;
}
