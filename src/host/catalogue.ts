import type { Config } from '../config/schema.js';
import { declaredTools } from '../plugin/decorators.js';
import type { CatalogueTool } from '../call/state.js';
import type { PublishedTool } from '../call/served.js';
import { publisher } from './publish.js';
import type { Room } from './rooms.js';
import type { ToolSchemas } from './tool-schemas.js';
import { loading } from '../locale/en/loading.js';
import { SaidError } from '../locale/said-error.js';
import { say } from '../locale/words.js';

const NAME = /^[a-z][a-z0-9_]{2,63}$/;

/** Every tool of the host, by name. A name stands once; a second plugin that wants it is refused whole. */
export class Catalogue {
  readonly #tools = new Map<string, CatalogueTool>();
  readonly #published = new Map<string, PublishedTool>();
  readonly #publish: ReturnType<typeof publisher>;

  constructor({ outputSchemas }: Pick<Config['tools'], 'outputSchemas'>) {
    this.#publish = publisher(outputSchemas);
  }

  /** Adds the tools of a plugin, all or none; `ready` has schemas that need not be made. Throws a sentence that names what is wrong. */
  add(plugin: string, tools: Room['tools'], ready: Readonly<Record<string, ToolSchemas>> = {}): void {
    const added = tools.flatMap(({ constructor, instance }) =>
      declaredTools(constructor).map((declared): CatalogueTool => {
        const method = (instance as Readonly<Record<string, unknown>>)[declared.method];
        if (typeof method !== 'function')
          throw new SaidError(say(loading, (words) => words.noMethod(declared.spec.name, declared.method)));
        return {
          name: declared.spec.name,
          plugin,
          access: declared.kind,
          declared,
          method: (input, context) =>
            (method as (...parameters: unknown[]) => unknown).call(instance, input, context),
        };
      }),
    );
    const names = new Set<string>();
    for (const tool of added) {
      check(tool);
      const other = names.has(tool.name) ? plugin : this.#tools.get(tool.name)?.plugin;
      if (other !== undefined)
        throw new SaidError(say(loading, (words) => words.toolTaken(tool.name, other)));
      names.add(tool.name);
    }
    // What cannot be published is found out before anything is added.
    const published = added.map((tool) => this.#publish(tool, ready[tool.name]));
    for (const tool of published) this.#published.set(tool.name, tool);
    for (const tool of added) this.#tools.set(tool.name, tool);
  }

  get(name: string): CatalogueTool | undefined {
    return this.#tools.get(name);
  }

  all(): readonly CatalogueTool[] {
    return [...this.#tools.values()];
  }

  /** As published: those that are listed. */
  published(listed: (tool: CatalogueTool) => boolean): readonly PublishedTool[] {
    return this.all()
      .filter(listed)
      .flatMap((tool) => this.#published.get(tool.name) ?? []);
  }
}

/** An access that is not known is refused: it could be anything. */
function check({ name, declared }: CatalogueTool): void {
  const { spec, kind } = declared;
  if (!NAME.test(name)) throw new SaidError(say(loading, (words) => words.toolName(JSON.stringify(name))));
  // zod 3 schemas look alike and behave otherwise.
  for (const schema of kind === 'read' ? [spec.input, spec.output] : [spec.input])
    if (!('_zod' in schema)) throw new SaidError(say(loading, (words) => words.zod3Tool(name)));
  // A power tool is made with @PowerTool alone: one that says so of itself would be handled as what it is, a read.
  const access: unknown = kind === 'read' ? spec.access : kind;
  const kinds: readonly unknown[] = ['read', 'power'];
  if (access !== kind || !kinds.includes(kind))
    throw new SaidError(say(loading, (words) => words.access(name, JSON.stringify(access))));
  for (const field of ['title', 'description'] as const)
    if (typeof spec[field] !== 'string' || spec[field].trim() === '')
      throw new SaidError(say(loading, (words) => words.toolLacks(name, field)));
}
