export {
  InstanceAnswer,
  instanceAnswer,
  instanceAnswerText,
  instanceListText,
  instanceText,
} from './answers.js';
export type { AuditHost, AuditLink, AuditRecord, AuditSink } from './audit.js';
export { allow, confirm, CONFIRMATION_LEVELS, deny } from './call.js';
export type {
  Access,
  ClientInfo,
  ConfirmationLevel,
  Decision,
  PowerIntent,
  Principal,
  ToolCall,
  ToolInfo,
} from './call.js';
export type {
  ConfirmationAnswer,
  ConfirmationAsked,
  ConfirmationQuestion,
  ConfirmationSession,
  ConfirmationValues,
  Confirmer,
} from './confirmer.js';
export { inject, injectable, PowerTool, Tool } from './decorators.js';
export type { Constructor, DeclaredTool } from './decorators.js';
export { API_VERSION, definePlugin } from './define.js';
export type { PluginDefinition } from './define.js';
export { ERROR_CODES } from './error-codes.js';
export type { ErrorCode } from './error-codes.js';
export { McmError } from './errors.js';
export type { McmErrorOptions } from './errors.js';
export { Incomplete, InstanceList, Withheld } from './fleet.js';
export type { Fleet, FleetContext, Found, InstanceQuery, ListQuery } from './fleet.js';
export { Operation, ProviderInfo, SettingInfo, SystemStatus } from './host-info.js';
export type { HostInfo, OperationQuery } from './host-info.js';
export type {
  ApiClient,
  ApiOptions,
  ApiRequest,
  HeadersRequest,
  HttpClient,
  HttpFailure,
  PostClient,
  Posts,
} from './http.js';
export { Instance, INSTANCE_STATUSES } from './instance.js';
export type { InstanceStatus } from './instance.js';
export { known } from './known.js';
export type { Known } from './known.js';
export { Limiter } from './limiter.js';
export type { Limits } from './limiter.js';
export type { Login, LoginRequest } from './login.js';
export { defineMiddleware, definePolicy } from './middleware.js';
export type { Middleware, Next, Policy, Quota, ToolOutcome } from './middleware.js';
export {
  Monitoring,
  MonitoringHours,
  monitoringOf,
  monitoringText,
  SeriesSummary,
  sparkline,
  summarize,
} from './monitoring.js';
export { powerInput, rebootInput, wholeNumberId } from './power-input.js';
export type { Network, Permits } from './network.js';
export { OperationResult, POWER_ACTIONS } from './power.js';
export type {
  Permit,
  PowerAction,
  PowerProgress,
  PowerRequest,
  PowerRequests,
  PowerVariant,
} from './power.js';
export type {
  Account,
  LeastPrivilege,
  MetricRange,
  Metrics,
  MetricSeries,
  Page,
  Provider,
  RequestContext,
  Scope,
  Setting,
  Verification,
} from './provider.js';
export type { SecretSource } from './secret-source.js';
export { env, exec, file, secretPlace, SecretRef } from './settings.js';
export type { Clock, Environment, Ids, Logger, Secrets } from './settings.js';
export type { StateRecord, StateStore } from './state-store.js';
export { LOCALES, sentences, textIn } from './text.js';
export type { Locale, Text, Translated } from './text.js';
export {
  CLOCK,
  CONFIG,
  ENVIRONMENT,
  FLEET,
  HOST_INFO,
  HTTP,
  IDS,
  LOGGER,
  NETWORK,
  PERMITS,
  POSTS,
  PROVIDER,
  SECRETS,
} from './tokens.js';
export type { Token } from './tokens.js';
export type {
  PowerContext,
  PowerMethod,
  PowerToolSpec,
  TargetQuery,
  ToolContext,
  ToolMethod,
  ToolSpec,
} from './tool.js';
