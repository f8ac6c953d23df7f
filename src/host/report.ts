import {
  textIn,
  type HostInfo,
  type Locale,
  type ProviderInfo,
  type SystemStatus,
} from 'multi-cloud-manager/plugin';
import { missingSettings, whyNotConfigured, type ProviderEntry, type Roster } from '../fleet/roster.js';

/** What the host tells about itself, gathered when it is asked. */
export interface ReportParts {
  readonly roster: Roster;
  readonly locale: Locale;
  readonly version: string;
  readonly startedAt: Date;
  readonly now: () => Date;
  readonly readOnly: boolean;
  readonly notices: readonly string[];
  readonly tools: () => number;
  readonly policies: number;
  readonly safety: readonly string[];
  readonly auditDirectory: string;
  readonly auditFailure: () => string | undefined;
  readonly configFile: string | undefined;
  readonly managed: readonly { readonly file: string; readonly hash: string }[];
  readonly operations: HostInfo['operations'];
}

/** Answers the general tools. */
export function createReport(parts: ReportParts): HostInfo {
  const providers = (): readonly ProviderInfo[] => [
    ...parts.roster.entries().map((entry) => describe(entry, parts.readOnly)),
    ...parts.roster.failed().map(({ name, reason }) => ({
      name,
      display_name: name,
      description: 'A plugin that did not load.',
      available: false,
      reason: textIn(reason, 'en'),
      permissions: 'read-only' as const,
      operations: [],
      accounts: [],
    })),
  ];
  return {
    locale: parts.locale,
    providers,
    status: () => status(parts, providers()),
    operations: parts.operations,
    provider: (name) => {
      const entry = parts.roster.get(name);
      return { ...describe(entry, parts.readOnly), settings: entry.provider.settings() };
    },
  };
}

function describe({ name, provider }: ProviderEntry, readOnly: boolean): ProviderInfo {
  const accounts = provider.accounts().map((account) => account.name);
  const available = accounts.length > 0;
  return {
    name,
    display_name: provider.displayName,
    description: provider.description,
    available,
    ...(!available && { reason: whyNotConfigured(missingSettings(provider)) }),
    permissions: provider.actions.length > 0 ? 'query and power' : 'read-only',
    operations: ['query', ...(provider.metrics ? ['monitoring'] : []), ...(readOnly ? [] : provider.actions)],
    accounts,
  };
}

function status(parts: ReportParts, providers: readonly ProviderInfo[]): SystemStatus {
  const failure = parts.auditFailure();
  const available = providers.filter((provider) => provider.available).length;
  // Without a config every cloud is on; one that nobody has set up is no limitation then.
  const wanted = parts.configFile === undefined ? Math.min(1, providers.length) : providers.length;
  const limited =
    failure !== undefined ||
    parts.readOnly ||
    parts.notices.length > 0 ||
    parts.roster.failed().length > 0 ||
    available < wanted;
  return {
    status: limited ? 'limited' : 'operational',
    version: parts.version,
    uptime_seconds: Math.round((parts.now().getTime() - parts.startedAt.getTime()) / 1000),
    read_only: parts.readOnly,
    notices: [...parts.notices],
    providers: [...providers],
    counts: { providers: providers.length, available, tools: parts.tools(), policies: parts.policies },
    safety: [...parts.safety],
    audit: {
      state: failure === undefined ? 'ok' : 'failing',
      directory: parts.auditDirectory,
      ...(failure !== undefined && { reason: failure }),
    },
    config: parts.configFile ?? 'none',
    ...(parts.managed.length > 0 && { managed: [...parts.managed] }),
  };
}
