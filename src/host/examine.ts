import type { Clock, Text } from 'multi-cloud-manager/plugin';
import type { Redactor } from '../audit/redactor.js';
import { ConfigError } from '../config/error.js';
import type { LoadedConfig } from '../config/load.js';
import type { FailedPlugin, Roster } from '../fleet/roster.js';
import type { StateStore } from '../state/store.js';
import { generalTools } from '../tools/index.js';
import { Catalogue } from './catalogue.js';
import { confirmationParts } from './confirmation.js';
import { layGround, type HostParts } from './ground.js';
import { hostInfoOf } from './host-info.js';
import { loadPolicy } from './load-policies.js';
import { Plugins } from './plugins.js';
import { settlePorts } from './ports/settle.js';
import { sourceRefsIn } from './ports/source-refs.js';
import type { Resolver } from './resolve.js';
import { resolverFor } from './rules-of.js';
import { selection } from './selection.js';

/** What a config would start, for whoever looks for faults in it. It has no way to call a tool. */
export interface Examined {
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** The clouds of the plugins that were built. */
  readonly roster: Roster;
  /** The plugins that were built, by name. */
  readonly plugins: readonly string[];
  readonly failedPlugins: readonly FailedPlugin[];
  /** Those of them, by name, whose config is wrong. With one of these the host does not start. */
  readonly wrongConfigs: readonly string[];
  /** The names of the rules that load, those of administrators first. */
  readonly policies: readonly string[];
  /** Why a policy does not load, a sentence each. With one of these the host does not start. */
  readonly policyFaults: readonly Text[];
  /** Which ports of plugins the config names and are not there. With one of these the host does not start. */
  readonly portFaults: readonly Text[];
  /** How many tools would be offered. */
  readonly tools: number;
  /** What processes share. */
  readonly store: StateStore;
  /** What only processes of this machine share. */
  readonly local: StateStore;
  close(): Promise<void>;
}

/**
 * Takes the same way as `createHost`, and where that would stop the start it takes a note and goes on. So it sees every fault at once,
 * and must never be what serves.
 */
export async function examineHost(config: LoadedConfig, parts: HostParts): Promise<Examined> {
  const ground = layGround(config, parts);
  const { clock, local, log, ports, redactor, roster, store, trail } = ground;
  const settings = config.config;
  const resolver = resolverFor(config);
  const rules = await loadEach(config, resolver);
  const catalogue = new Catalogue(settings.tools);
  const { listed } = selection(config, roster);
  const tools = () => catalogue.published(listed).length;
  const plugins = new Plugins(ground, catalogue, hostInfoOf(ground, { tools, policies: rules.names.length }));
  plugins.build(generalTools, {}, 'mcm itself');
  const wrongConfigs: string[] = [];
  await plugins.load(resolver, (_, name) => wrongConfigs.push(name));
  const failed = roster.failed();
  const portFaults = [
    ...(await faultOf(() => {
      settlePorts(ports, failed, [...plugins.refs, ...sourceRefsIn(settings.ipinfo, 'ipinfo')]);
    })),
    ...(await faultOf(() =>
      confirmationParts({
        ...{ store, local, clock, failed, log: log.named('confirmation'), program: ['mcm'] },
        ...{ stateDir: config.stateDir, via: settings.confirmation.via, confirmers: ports.confirmers },
      }),
    )),
  ];
  return {
    ...{ clock, redactor, roster, store, local, portFaults, wrongConfigs },
    plugins: plugins.names.filter((name) => name !== generalTools.name),
    failedPlugins: failed,
    policies: rules.names,
    policyFaults: rules.faults,
    tools: tools(),
    async close() {
      await trail.close();
      await plugins.close();
      await ground.close();
    },
  };
}

/** Every rule that holds with this config, loaded by itself. */
async function loadEach({ config, file, managed = [] }: LoadedConfig, resolver: Resolver) {
  const names: string[] = [];
  const faults: Text[] = [];
  const load = async (entries: typeof config.policies, from: Resolver, named: string | undefined) => {
    for (const [index, entry] of entries.entries())
      faults.push(
        ...(await faultOf(async () => {
          names.push((await loadPolicy(entry, index, from, named ?? '')).name);
        })),
      );
  };
  for (const each of managed) {
    const { besideManaged } = await import('./managed-policies.js');
    await load(each.floor.policies, besideManaged(each), each.file);
  }
  await load(config.policies, resolver, file);
  return { names, faults };
}

/** What would stop the start, in a list of none or one. */
async function faultOf(work: () => unknown): Promise<readonly Text[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [error.said];
    throw error;
  }
}
