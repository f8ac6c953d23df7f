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
