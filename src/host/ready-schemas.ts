import type { ToolSchemas } from './tool-schemas.js';

/** JSON Schemas of tools, by plugin and tool. */
export type ReadySchemas = Readonly<Record<string, Readonly<Record<string, ToolSchemas>>>>;

/**
 * The schemas of the plugins that come with mcm, which the build works out with {@link ./ready-schemas-of.ts} and puts here: a fifth of
 * the time to start. Sources that run as they are have none ready and make them at start.
 */
export const READY_SCHEMAS: ReadySchemas = {};

/** What each of these plugins makes of no config of its own, worked out and put here in the same way. */
export const READY_CONFIGS: Readonly<Record<string, object>> = {};
