import { BUILTINS } from '../host/builtins.js';
import { declaredTools } from '../plugin/decorators.js';
import { generalTools } from '../tools/index.js';
import type { Facts } from './facts.js';

/** The names that no other plugin can have beside those that come with mcm. */
export async function takenNames(): Promise<Facts['taken']> {
  const builtins = await Promise.all(Object.values(BUILTINS).map((load) => load()));
  const plugins = [generalTools, ...builtins.map((module) => module.default)];
  return {
    plugins: plugins.map(({ name }) => name),
    tools: plugins.flatMap(({ tools = [] }) =>
      tools.flatMap((tool) => declaredTools(tool).map(({ spec }) => spec.name)),
    ),
  };
}
