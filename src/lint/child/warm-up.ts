import { createRequire } from 'node:module';
import { definePlugin } from 'multi-cloud-manager/plugin';
import { importDefault } from '../../host/resolve.js';
import { generalTools } from '../../tools/index.js';
import type { ChildTask } from '../facts.js';
import { buildPlugin } from './build.js';
import { describePlugin } from './describe.js';

/**
 * Loads what every plugin needs before the clock starts: what mcm itself does for one, and the copies of mcm and zod beside a package.
 * It is not the plugin's time.
 */
export async function warmUp({ file, packaged, stateDir }: ChildTask): Promise<void> {
  const { tools = [] } = generalTools;
  describePlugin(generalTools);
  const plugin = definePlugin({ name: 'warm-up', apiVersion: 1, tools });
  const built = await buildPlugin(plugin, undefined, stateDir);
  await built.close();
  if (!packaged) return;
  for (const name of ['multi-cloud-manager/plugin', 'zod']) await importBeside(file, name);
}

/** Where a package has two forms, as zod does, the one that is imported lies beside the one that is required. */
async function importBeside(file: string, name: string): Promise<void> {
  try {
    const required = createRequire(file).resolve(name);
    await importDefault(required.replace(/\.cjs$/, '.js'));
  } catch {
    // There is none; the load says what comes of that.
  }
}
