import { loading } from '../../locale/en/loading.js';
import { SaidError } from '../../locale/said-error.js';
import { say } from '../../locale/words.js';

/** What a plugin may fill a port with. */
export interface Named {
  readonly name: string;
}

/** What a port is called, which names are ours, and what has to be there to be one. */
export interface PortKind {
  /** As it stands in sentences: `audit sink`. */
  readonly what: string;
  readonly own: readonly string[];
  readonly methods: readonly string[];
}

const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** What plugins offer for one port, by name. A name stands once. */
export class Registry<T extends Named> {
  readonly #offered = new Map<string, { readonly port: T; readonly plugin: string }>();

  constructor(readonly kind: PortKind) {}

  /** Throws a sentence that says what is wrong with what a plugin offers; changes nothing. */
  check(plugin: string, ports: readonly T[]): void {
    const { what, own, methods } = this.kind;
    const names = new Set<string>();
    for (const port of ports) {
      const name: unknown = port.name;
      if (typeof name !== 'string' || !NAME.test(name))
        throw new SaidError(
          say(loading, (words) =>
            words.portName(what, name === undefined ? undefined : JSON.stringify(name)),
          ),
        );
      const other = own.includes(name) ? 'mcm' : names.has(name) ? plugin : this.#offered.get(name)?.plugin;
      if (other !== undefined)
        throw new SaidError(say(loading, (words) => words.portTaken(what, name, other)));
      const missing = methods.find((method) => typeof Reflect.get(port, method) !== 'function');
      if (missing !== undefined)
        throw new SaidError(say(loading, (words) => words.portLacks(what, name, missing)));
      names.add(name);
    }
  }

  /** Takes what was checked. */
  add(plugin: string, ports: readonly T[]): void {
    for (const port of ports) this.#offered.set(port.name, { port, plugin });
  }

  get(name: string): T | undefined {
    return this.#offered.get(name)?.port;
  }

  /** Every name that a config can say. */
  names(): readonly string[] {
    return [...this.kind.own, ...this.#offered.keys()];
  }
}
