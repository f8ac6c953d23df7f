import type { PluginDefinition, Provider } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { schemaMaker } from '../../host/tool-schemas.js';
import { isText } from '../../locale/is-text.js';
import { declaredTools, type DeclaredTool } from '../../plugin/decorators.js';
import type { PluginFacts, ProviderFacts, ToolFacts } from '../facts.js';
import { PROVIDER_PARTS } from '../provider-parts.js';

/** What a plugin in plain JavaScript calls a text need not be one. */
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a plugin says of itself, before anything of it is built. */
export function describePlugin(definition: PluginDefinition): PluginFacts {
  const { tools = [], auditSinks = [], confirmers = [], secretSources = [], provider } = definition;
  const ports = { auditSinks, confirmers, secretSources };
  return {
    ...(text(definition.name) !== '' && { name: text(definition.name) }),
    apiVersion: String(definition.apiVersion),
    zod3Config: definition.config !== undefined && !('_zod' in definition.config),
    tools: tools.flatMap((tool) => declaredTools(tool).map(describeTool)),
    power: Object.keys(definition.power ?? {}),
    hasProvider: provider !== undefined,
    ports: Object.entries(ports).flatMap(([port, classes]) => (classes.length > 0 ? [port] : [])),
  };
}

function describeTool(declared: DeclaredTool): ToolFacts {
  const { kind, spec } = declared;
  const schemas: readonly object[] = kind === 'read' ? [spec.input, spec.output] : [spec.input];
  return {
    name: text(spec.name),
    title: text(spec.title),
    description: text(spec.description),
    kind,
    access: kind === 'read' ? text(spec.access) : kind,
    ...('action' in spec && typeof spec.action === 'string' && { action: spec.action }),
    zod3: schemas.some((schema) => !('_zod' in schema)),
    ...schemasOf(declared),
  };
}

function schemasOf(declared: DeclaredTool): Pick<ToolFacts, 'input' | 'output'> {
  try {
    const input = schemaMaker()(declared).inputSchema;
    // Not as it is published, which is brief.
    const output =
      declared.kind === 'read' && z.toJSONSchema(declared.spec.output, { unrepresentable: 'any' });
    return { input, ...(output && { output }) };
  } catch {
    // The host says why when it is given the plugin.
    return {};
  }
}

/** What a provider can do, as it was built: some write its methods as fields. */
export function describeProvider(provider: Provider): ProviderFacts {
  const parts: Readonly<Record<string, unknown>> = { ...PROVIDER_PARTS };
  const actions: unknown = provider.actions;
  return {
    ...(Array.isArray(actions) && { actions: actions.map(String) }),
    canForceReboot: provider.canForceReboot === true,
    has: Object.entries(parts).flatMap(([name, type]) => {
      const part: unknown = Reflect.get(provider, name);
      const there = type === 'text' ? isText(part) : typeof part === type;
      return there && part !== '' ? [name] : [];
    }),
  };
}
