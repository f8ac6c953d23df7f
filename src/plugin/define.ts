import type { z } from 'zod';
import type { AuditSink } from './audit.js';
import type { Confirmer } from './confirmer.js';
import type { Constructor } from './decorators.js';
import type { LoginRequest } from './login.js';
import type { PowerRequests } from './power.js';
import type { Provider } from './provider.js';
import type { SecretSource } from './secret-source.js';
import type { StateStore } from './state-store.js';

/** The version of this API. A plugin names the one it was written for. */
export const API_VERSION = 1;

const BRAND = Symbol.for('multi-cloud-manager.plugin');

/** What a plugin is: a name, the API version it was written for, and what it contributes. */
export interface PluginDefinition {
  /** Lower case; also the name of its provider. */
  readonly name: string;
  /** `1`; a plugin for another version is not loaded. */
  readonly apiVersion: number;
  /** Checks the `config` block of this plugin; the parsed value is injectable as CONFIG. */
  readonly config?: z.ZodType;
  /** A class with `@injectable()` that is one cloud; injectable as PROVIDER. */
  readonly provider?: Constructor<Provider>;
  /**
   * The one request that each power action sends through the host's HTTP client. A provider whose power goes through a cloud's SDK
   * declares none and hands its permits in at PERMITS.
   */
  readonly power?: PowerRequests;
  /** The one request that logs in, for a cloud that gives out tokens. */
  readonly login?: LoginRequest;
  /** Classes with `@Tool` and `@PowerTool` methods. */
  readonly tools?: readonly Constructor[];
  /** Classes of further places for audit records; `audit.sinks` of the config names those that get them. */
  readonly auditSinks?: readonly Constructor<AuditSink>[];
  /** Classes of ways to ask a person; `confirmation.via` of the config names those that are used. */
  readonly confirmers?: readonly Constructor<Confirmer>[];
  /** Classes of places where secrets are; `{ source, key }` in a config names them. */
  readonly secretSources?: readonly Constructor<SecretSource>[];
  /** Classes of places for what hosts share; `stateStore` of the config names the one that is used. */
  readonly stateStores?: readonly Constructor<StateStore>[];
  /**
   * The requests beside reads that POSTS can send, name → path below the base URL. Only for a plugin that fills ports, such as
   * `auditSinks`, and has neither a provider nor tools.
   */
  readonly posts?: Readonly<Record<string, string>>;
}

/** Makes a plugin; export it as the default of its module. */
export function definePlugin(definition: PluginDefinition): PluginDefinition {
  const plugin = { ...definition };
  Object.defineProperty(plugin, BRAND, { value: true });
  return Object.freeze(plugin);
}

/** True for what `definePlugin` of this or of another copy of the plugin API returned. */
export function isPlugin(value: unknown): value is PluginDefinition {
  return typeof value === 'object' && value !== null && BRAND in value;
}
