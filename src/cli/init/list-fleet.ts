import { existsSync } from 'node:fs';
import type { ProviderInfo } from 'multi-cloud-manager/plugin';
import type { LoadedConfig } from '../../config/load.js';
import { safetySettings } from '../../host/safety-settings.js';
import { fleetOf } from '../../init/fleet.js';
import type { Fleet } from '../../init/judged.js';
import type { InitWords } from '../../locale/en/init.js';
import { withCalls } from '../hand/calls.js';
import { listing } from '../hand/listing.js';
import type { Io } from '../io.js';

/** The servers as they would be judged, and who could not be asked. */
export interface Listed {
  readonly fleet?: Fleet;
  /** A sentence each. */
  readonly gaps: readonly string[];
  /** Clouds with servers that mcm only reads. */
  readonly readOnlyClouds: readonly string[];
}

/** Lists the servers with a config that is not written yet, through the same checks and into the same audit as every other call. */
export async function listFleet(
  load: () => Promise<LoadedConfig>,
  io: Io,
  words: InitWords,
): Promise<Listed> {
  const draft = await load();
  // Programs that hand out secrets run in the config's directory, which may not be there yet.
  const loaded = existsSync(draft.directory) ? draft : { ...draft, directory: io.cwd };
  let result: Listed = { gaps: [], readOnlyClouds: [] };
  await withCalls(
    () => Promise.resolve(loaded),
    io,
    { name: 'init' },
    async (calls) => {
      const told = await calls.call('get_supported_providers', {});
      const providers =
        told.kind === 'result'
          ? (told.content as { readonly providers: readonly ProviderInfo[] }).providers
          : [];
      const unavailable = providers
        .filter(({ available }) => !available)
        .map(({ name, reason }) => words.notAsked(name, reason ?? ''));
      const listed = await listing(calls, {});
      if ('failed' in listed) {
        // Where no cloud is set up, that was said of each already.
        const all = unavailable.length > 0 && unavailable.length === providers.length;
        result = {
          ...result,
          gaps: all ? unavailable : [...unavailable, words.notListed(listed.failed.text)],
        };
        return 1;
      }
      const { incomplete, instances, withheld = {} } = listed.list;
      result = {
        fleet: fleetOf(instances, safetySettings(loaded.config), words),
        gaps: [
          ...unavailable,
          ...incomplete.map(({ account, code, message, provider, region }) =>
            words.gap([provider, account, region].filter(Boolean).join('/'), code, message),
          ),
          ...Object.entries(withheld).map(([policy, count]) => words.withheld(policy, count)),
        ],
        readOnlyClouds: providers
          .filter(({ permissions }) => permissions === 'read-only')
          .map(({ name }) => name)
          .filter((name) => instances.some(({ provider }) => provider === name)),
      };
      return 0;
    },
  );
  return result;
}
