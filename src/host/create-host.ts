import { textIn } from 'multi-cloud-manager/plugin';
import type { ServedHost } from '../call/served.js';
import type { LoadedConfig } from '../config/load.js';
import { compose } from '../pipeline/compose.js';
import { dispatcher } from '../pipeline/dispatch.js';
import { config as configWords } from '../locale/en/config.js';
import { loadLocale, wordsIn } from '../locale/words.js';
import type { ConfirmParts } from '../middleware/confirm.js';
import { unknownCall } from '../middleware/audit-call.js';
import { deniedBy } from '../middleware/denied-targets.js';
import { order } from '../pipeline/order.js';
import { PowerLeases } from '../power/leases.js';
import type { StateStore } from '../state/store.js';
import { generalTools } from '../tools/index.js';
import { VERSION } from '../version.js';
import { Catalogue } from './catalogue.js';
import { confirmationParts } from './confirmation.js';
import { layGround, type HostParts } from './ground.js';
import { hostInfoOf } from './host-info.js';
import { INSTRUCTIONS } from './instructions.js';
import { settlePorts } from './ports/settle.js';
import { sourceRefsIn } from './ports/source-refs.js';
import { Plugins } from './plugins.js';
import { resolverFor, rulesOf } from './rules-of.js';
import { idlePatterns, selection } from './selection.js';
import { safetySettings } from './safety-settings.js';
import { viewOf } from './view-of.js';

export type { HostParts } from './ground.js';

/** A running host: what `src/mcp` serves. */
export interface Host extends ServedHost {
  /** What processes share. */
  readonly store: StateStore;
  /** Tells the log of something that was thrown where nobody caught it. */
  fault(sentence: string): void;
  /** Resolves when what was audited so far is written, or cannot be. */
  recorded(): Promise<void>;
  /** Disposes the plugins in reverse order and closes the audit. Calls must have ended. */
  close(): Promise<void>;
}

/**
 * Config in, tools out. A broken plugin costs its own tools; a broken policy, or a plugin's port that the config names and that is not
 * there, rejects with a ConfigError.
 */
export async function createHost(config: LoadedConfig, parts: HostParts = {}): Promise<Host> {
  const { locale = 'en' } = config.config;
  await loadLocale(locale);
  const ground = layGround(config, parts);
  const {
    calls,
    clock,
    fleet,
    ids,
    local,
    log,
    logLocale,
    mint,
    ports,
    redactor,
    roster,
    store,
    telemetry,
    trail,
  } = ground;
  const settings = config.config;
  for (const notice of config.notices) log.named('config').warn(textIn(notice, logLocale));

  const resolver = resolverFor(config);
  const policies = await rulesOf(config, resolver);
  const catalogue = new Catalogue(settings.tools);
  const { whyNot, listed } = selection(config, roster);
  const offered = () => catalogue.published(listed);
  const hostInfo = hostInfoOf(ground, { tools: () => offered().length, policies: policies.length });
  const denied = deniedBy(policies);
  // Tools are told of what the policies let them; the checks of a call go by all there is.
  const allowed = denied ? fleet.without(denied) : fleet;
  const plugins = new Plugins({ ...ground, fleet: allowed }, catalogue, hostInfo);
  let confirmation: ConfirmParts;
  try {
    plugins.build(generalTools, {}, 'mcm itself');
    await plugins.load(resolver);
    settlePorts(ports, roster.failed(), [...plugins.refs, ...sourceRefsIn(settings.ipinfo, 'ipinfo')]);
    confirmation = confirmationParts({
      store,
      local,
      clock,
      log: log.named('confirmation'),
      stateDir: config.stateDir,
      via: settings.confirmation.via,
      confirmers: ports.confirmers,
      failed: roster.failed(),
      program: parts.program ?? ['mcm'],
      ...(settings.stateStore !== undefined && { configFile: config.file }),
    });
  } catch (error) {
    await plugins.close();
    throw error;
  }

  for (const text of idlePatterns(config, catalogue.all()))
    log.named('config').warn(wordsIn(configWords, logLocale).noToolLike(text));

  const run = compose(
    order({
      trail,
      clock,
      log: (name) => log.named(name),
      fleet,
      roster,
      mint,
      store,
      leases: new PowerLeases(store),
      confirmation,
      policies,
      safety: safetySettings(settings),
      ratePerMinute: settings.ratePerMinute,
      callSeconds: settings.timeouts.callSeconds,
      whyNot,
    }),
  );
  return {
    name: parts.brand?.name ?? 'multi-cloud-manager',
    version: parts.brand?.version ?? VERSION,
    instructions: INSTRUCTIONS,
    askSeconds: settings.confirmation.askSeconds,
    store,
    tools: offered,
    knows: (name) => catalogue.get(name) !== undefined,
    view: (name) => viewOf(catalogue.get(name)),
    call: dispatcher({
      find: (name) => catalogue.get(name),
      names: () => offered().map((tool) => tool.name),
      run,
      refused: (request, error) => trail.outcome(unknownCall(ids.next(), request, error), false),
      redactor,
      clock,
      locale,
      ids,
      calls,
      telemetry,
    }),
    providers: () => hostInfo.providers(),
    suggest: async (query) => redactor.json(await allowed.suggest(query)),
    onLog: (listener, wants) => log.listen(listener, wants),
    fault: (sentence) => {
      log.named('host').error(sentence);
    },
    recorded: () => trail.written(),
    async close() {
      // What waits for a sink of a plugin goes out before the plugin does.
      await trail.close();
      await plugins.close();
      await telemetry.close();
      await ground.close();
    },
  };
}
