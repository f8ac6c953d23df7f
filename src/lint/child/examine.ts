import type { PluginDefinition } from 'multi-cloud-manager/plugin';
import { lint } from '../../locale/en/lint.js';
import { say } from '../../locale/words.js';
import { isPlugin } from '../../plugin/define.js';
import type { ChildTask, RunFacts, Stage } from '../facts.js';
import { buildPlugin, type Built } from './build.js';
import { describePlugin, describeProvider } from './describe.js';
import { describePolicy } from './policy.js';
import { sampleConfig } from './sample.js';

type Given = Pick<ChildTask, 'stateDir' | 'config'>;

/** Describes what a module exports; a plugin is built as the host would, and taken down again. */
export async function examine(
  exported: unknown,
  given: Given,
  enter: (stage: Stage) => void,
): Promise<RunFacts> {
  enter('build');
  if (!isPlugin(exported)) return describePolicy(exported, given.config);
  const plugin = describePlugin(exported);
  const { built, ...facts } = await build(exported, given);
  const provider = built?.provider && describeProvider(built.provider);
  enter('close');
  await built?.close();
  return { ...facts, plugin: { ...plugin, ...(provider && { provider }) } };
}

async function build(
  definition: PluginDefinition,
  { stateDir, config }: Given,
): Promise<Pick<RunFacts, 'refusal' | 'unbuilt'> & { readonly built?: Built }> {
  const sample = config ? { config, madeUp: false } : sampleConfig(definition.config);
  if (!sample) return { unbuilt: say(lint, (words) => words.needsConfig) };
  const built = await buildPlugin(definition, sample.config, stateDir);
  if (built.refusal === undefined) return { built };
  return { built, [sample.madeUp ? 'unbuilt' : 'refusal']: built.refusal };
}
