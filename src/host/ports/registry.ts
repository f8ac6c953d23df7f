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
        throw new Error(
          `its ${what} must have a name of 1 to 32 lower-case letters, digits and hyphens that starts with a letter, not ${name === undefined ? 'none' : JSON.stringify(name)}`,
        );
      const other = own.includes(name) ? 'mcm' : names.has(name) ? plugin : this.#offered.get(name)?.plugin;
      if (other !== undefined)
        throw new Error(`its ${what} ${name} is already offered by ${other}; rename one of the two`);
      const missing = methods.find((method) => typeof Reflect.get(port, method) !== 'function');
      if (missing !== undefined) throw new Error(`its ${what} ${name} has no method ${missing}`);
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
