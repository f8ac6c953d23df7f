import { withoutConfig } from '../config/parse.js';
import { declaredTools } from '../plugin/decorators.js';
import { generalTools } from '../tools/index.js';
import { BUILTINS } from './builtins.js';
import type { ReadySchemas } from './ready-schemas.js';
import { schemaMaker } from './tool-schemas.js';

/** What the build puts into `ready-schemas.ts`: the schemas of every tool that comes with mcm. */
export async function readySchemas(): Promise<ReadySchemas> {
  const builtins = await Promise.all(Object.values(BUILTINS).map((load) => load()));
  const plugins = [generalTools, ...builtins.map((module) => module.default)];
  const make = schemaMaker();
  const schemas = plugins.map(({ name, tools = [] }) => [
    name,
    Object.fromEntries(
      tools.flatMap((tool) => declaredTools(tool).map((declared) => [declared.spec.name, make(declared)])),
    ),
  ]);
  return Object.fromEntries(schemas) as ReadySchemas;
}

/** What the build puts there beside it: the configs that the plugins with a cloud make of `{}`. */
export async function readyConfigs(): Promise<Readonly<Record<string, unknown>>> {
  const builtins = await Promise.all(Object.values(BUILTINS).map((load) => load()));
  return Object.fromEntries(builtins.map(({ default: { name, config } }) => [name, config?.parse({}) ?? {}]));
}

/** What the build puts into `src/config/ready.ts`. */
export const readyConfig = withoutConfig;
