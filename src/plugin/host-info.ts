import { z } from 'zod';
import type { Locale } from './text.js';

/** One provider as `get_supported_providers` tells of it. */
export const ProviderInfo = z.object({
  name: z.string(),
  display_name: z.string(),
  description: z.string(),
  available: z.boolean(),
  reason: z.string().optional().describe('Why it is not available'),
  permissions: z.enum(['read-only', 'query and power']),
  operations: z.array(z.string()),
  accounts: z.array(z.string()),
});
/** See {@link ProviderInfo}. */
export type ProviderInfo = z.output<typeof ProviderInfo>;

/** What `get_system_status` tells. */
export const SystemStatus = z.object({
  status: z.enum(['operational', 'limited']),
  version: z.string(),
  uptime_seconds: z.number(),
  read_only: z.boolean(),
  notices: z.array(z.string()).describe('What limits it, and how to change that'),
  providers: z.array(ProviderInfo),
  counts: z.object({ providers: z.number(), available: z.number(), tools: z.number(), policies: z.number() }),
  safety: z.array(z.string()),
  audit: z.object({ state: z.enum(['ok', 'failing']), directory: z.string(), reason: z.string().optional() }),
  config: z.string().describe('The config file, or "none"'),
  managed: z
    .array(z.object({ file: z.string(), hash: z.string() }))
    .optional()
    .describe('What administrators fixed: the files and their SHA-256'),
});
/** See {@link SystemStatus}. */
export type SystemStatus = z.output<typeof SystemStatus>;

/** A setting of a provider: whether it is there, never its value. */
export const SettingInfo = z.object({ name: z.string(), required: z.boolean(), present: z.boolean() });

/** A power operation as the audit trail tells of it; refusals, challenges and dry runs too. */
export const Operation = z.object({
  time: z.string(),
  call_id: z.string(),
  tool: z.string(),
  action: z.string().optional(),
  provider: z.string().optional(),
  account: z.string().optional(),
  instance_id: z.string().optional(),
  name: z.string().optional(),
  outcome: z
    .enum(['result', 'challenge', 'refused', 'error', 'unfinished'])
    .describe('unfinished: under way, or mcm was ended before it could say how it went'),
  status: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  operation_id: z.string().optional(),
  request_id: z.string().optional(),
  state_before: z.string().optional(),
  state_after: z.string().optional(),
  principal: z.string(),
  client: z.string().optional(),
  reason: z.string().optional(),
});
/** See {@link Operation}. */
export type Operation = z.output<typeof Operation>;

/** Which operations. */
export interface OperationQuery {
  readonly provider?: string;
  readonly instanceId?: string;
  /** Most in the answer. */
  readonly limit: number;
}

/** Operations, newest first. */
export interface OperationHistory {
  readonly operations: readonly Operation[];
  /** Why some may be missing: a part of the trail could not be read. */
  readonly incomplete?: string;
}

/** What a host tells about itself. No request is sent for it. */
export interface HostInfo {
  /** The language of what people read here. Errors carry theirs; this is for what a tool answers. */
  readonly locale: Locale;
  /** Every provider that was loaded, and those that were not, with the reason. */
  providers(): readonly ProviderInfo[];
  /** How the host itself is. */
  status(): SystemStatus;
  /** Power operations from the audit trail in the state directory, newest first. */
  operations(query: OperationQuery): Promise<OperationHistory>;
  /** The settings of a provider; VALIDATION_FAILED with the known names for one that does not exist. */
  provider(name: string): ProviderInfo & { readonly settings: readonly z.output<typeof SettingInfo>[] };
}
