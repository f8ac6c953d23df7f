import type { PluginDefinition } from 'multi-cloud-manager/plugin';
import { errorMessage } from '../../config/error.js';
import { isPlugin } from '../../plugin/define.js';
import type { ChildTask, RunFacts, Stage } from '../facts.js';
import { buildPlugin, type Built } from './build.js';
import { describePlugin, describeProvider } from './describe.js';
import { loadDefault } from './load.js';
import { describePolicy } from './policy.js';
import { leftOpen, openResources } from './resources.js';
import { sampleConfig } from './sample.js';

/** Loads what a module exports, builds it as the host would and takes it down again. `enter` is told how far it has come. */
export async function runPlugin(task: ChildTask, enter: (stage: Stage) => void): Promise<RunFacts> {
  const before = openResources();
  const timer = stopwatch();
  enter('load');
  let loaded;
  try {
    loaded = await loadDefault(task);
  } catch (error) {
    return { failure: `it does not load: ${errorMessage(error)}` };
  }
  const { exported, compiled } = loaded;
  enter('build');
  if (!isPlugin(exported)) {
    const facts = describePolicy(exported);
    return { ...facts, load: { ...timer(), compiled }, leaked: [...(await leftOpen(before))] };
  }
  const plugin = describePlugin(exported);
  const { built, ...facts } = await build(exported, task);
  const load = { ...timer(), compiled };
  const provider = built?.provider && describeProvider(built.provider);
  enter('close');
  await built?.close();
  return {
    ...facts,
    plugin: { ...plugin, ...(provider && { provider }) },
    load,
    leaked: [...(await leftOpen(before))],
  };
}

async function build(
  definition: PluginDefinition,
  { stateDir }: ChildTask,
): Promise<Pick<RunFacts, 'refusal' | 'unbuilt'> & { readonly built?: Built }> {
  const sample = sampleConfig(definition.config);
  if (!sample) return { unbuilt: 'its config has to say more than can be made up' };
  const built = await buildPlugin(definition, sample.config, stateDir);
  if (built.refusal === undefined) return { built };
  return { built, [sample.madeUp ? 'unbuilt' : 'refusal']: built.refusal };
}

/** Gives the milliseconds that went by, those that the processor was busy, and those in which there was nothing to do but wait. */
function stopwatch(): () => Omit<NonNullable<RunFacts['load']>, 'compiled'> {
  const [start, cpu, loop] = [performance.now(), process.cpuUsage(), performance.eventLoopUtilization()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      ms: Math.round(performance.now() - start),
      busyMs: Math.round((user + system) / 1000),
      idleMs: Math.round(performance.eventLoopUtilization(loop).idle),
    };
  };
}
