import type { HostInfo, PluginDefinition, Provider, Text } from 'multi-cloud-manager/plugin';
import { configSchema } from '../../config/schema.js';
import { textOf } from '../../locale/error-in.js';
import { Catalogue } from '../../host/catalogue.js';
import { layGround } from '../../host/ground.js';
import { Plugins } from '../../host/plugins.js';
import { Resolver } from '../../host/resolve.js';

/** What came of building a plugin. */
export interface Built {
  readonly provider: Provider | undefined;
  /** Why the host did not take it. */
  readonly refusal: Text | undefined;
  close(): Promise<void>;
}

/** Builds a plugin as a host does, alone and without credentials. */
export async function buildPlugin(
  definition: PluginDefinition,
  config: Record<string, unknown> | undefined,
  stateDir: string,
): Promise<Built> {
  const entry = { use: definition, ...(config && { config }) };
  const settings = { ...configSchema().parse({ plugins: [] }), plugins: [entry] };
  const ground = layGround(
    { config: settings, directory: stateDir, source: 'none', stateDir, env: {}, notices: [] },
    { write: () => undefined },
  );
  const plugins = new Plugins(ground, new Catalogue({ outputSchemas: true }), nobody);
  const refused = await plugins.load(new Resolver(stateDir, { stateDir })).catch(textOf);
  return {
    provider: ground.roster.entries()[0]?.provider,
    refusal: refused ?? ground.roster.failed()[0]?.reason,
    async close() {
      await plugins.close();
      await ground.close();
    },
  };
}

const absent = (): never => {
  throw new Error('there is no host yet; ask HOST_INFO in a call, not in a constructor');
};
const nobody: HostInfo = {
  locale: 'en',
  providers: absent,
  provider: absent,
  status: absent,
  operations: absent,
};
