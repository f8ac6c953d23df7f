import { McmError, type Clock, type Logger, type SecretSource } from 'multi-cloud-manager/plugin';
import { within } from '../../call/within.js';
import { invalid } from '../../config/secret-sources.js';
import type { SourceDirectory } from '../../config/secrets.js';

const LONGEST_MS = 30_000;

/** Finds a source once the plugins have loaded; throws a sentence for one that is not there. */
export type SourceLookup = (name: string) => SecretSource;

/** The secret sources of plugins for who reads secrets: a read waits until the plugins have loaded. */
export class LateSources implements SourceDirectory {
  #lookup: SourceLookup | undefined;
  #open: (lookup: SourceLookup) => void = () => undefined;
  readonly #loaded = new Promise<SourceLookup>((resolve) => {
    this.#open = resolve;
  });

  constructor(
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** From now on sources are looked up. */
  settle(lookup: SourceLookup): void {
    this.#lookup = lookup;
    this.#open(lookup);
  }

  async find(name: string): Promise<SecretSource> {
    const lookup = await this.#loaded;
    return this.#guarded(lookup(name));
  }

  /** One that fails at saying whether it has a secret says why when that is read. Before the plugins have loaded nobody knows. */
  has(name: string, key: string): boolean {
    if (!this.#lookup) return true;
    let source;
    try {
      source = this.#lookup(name);
    } catch {
      return false;
    }
    try {
      return source.has(key);
    } catch {
      return true;
    }
  }

  /** It is not waited for without end, and only its own McmErrors are repeated: what else it throws may quote what it read. */
  #guarded(source: SecretSource): SecretSource {
    const { name, keepMs } = source;
    return {
      name,
      ...(keepMs !== undefined && { keepMs }),
      has: (key) => source.has(key),
      read: async (key) => {
        try {
          const value = Promise.resolve().then(() => source.read(key));
          return await within(value, LONGEST_MS, this.clock, () => invalid((words) => words.late(name)));
        } catch (error) {
          if (McmError.is(error)) throw error;
          this.log.warn(`The secret source ${name} failed: ${kindOf(error)}`);
          throw invalid(
            (words) => words.failed(name, JSON.stringify(key), kindOf(error)),
            (words) => words.notRepeated,
          );
        }
      },
    };
  }
}

/** What kind of error it is, without its words. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && /^[A-Z_0-9]{1,40}$/.test(code) ? code : error.constructor.name;
}
