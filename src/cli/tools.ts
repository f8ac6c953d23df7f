import type { PublishedTool } from '../call/served.js';
import { createHost } from '../host/create-host.js';
import { toToolList } from '../mcp/tool-list.js';
import { LATEST_VERSION } from '../mcp/versions.js';
import type { Io } from './io.js';
import { parseWithConfig, quiet } from './options.js';
import { withStdoutClaimed } from './stdout.js';

/** `mcm tools`: what is offered with this config. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, load } = parseWithConfig(
    args,
    { json: { type: 'boolean' }, markdown: { type: 'boolean' } },
    [],
    io,
  );
  return withStdoutClaimed(io, async (output) => {
    const host = await createHost(await load(), quiet(io));
    try {
      const tools = host.tools();
      if (values.json === true)
        output.write(`${JSON.stringify(toToolList(tools, LATEST_VERSION), null, 2)}\n`);
      else output.write(values.markdown === true ? toolTable(tools) : toolList(tools));
      return 0;
    } finally {
      await host.close();
    }
  });
}

function toolList(tools: readonly PublishedTool[]): string {
  const width = Math.max(0, ...tools.map(({ name }) => name.length));
  return tools
    .map(
      (tool) =>
        `${tool.name.padEnd(width)}  ${tool.annotations['readOnlyHint'] === true ? 'read ' : 'POWER'}  ${tool.title}\n`,
    )
    .join('');
}

/** The tools as a Markdown table; docs/tools.md's is made with it. */
export function toolTable(tools: readonly PublishedTool[]): string {
  const rows = tools.map((tool) => {
    const required = tool.inputSchema['required'];
    const properties = Object.keys(tool.inputSchema['properties'] ?? {});
    const named = properties
      .filter((name) => !COMMON.has(name))
      .map((name) => (Array.isArray(required) && required.includes(name) ? `\`${name}\`` : `\`${name}?\``));
    const power = tool.annotations['readOnlyHint'] !== true;
    return `| \`${tool.name}\` | ${named.join(', ') || '–'}${power ? ', confirmations and power options' : ''} | ${tool.description} |\n`;
  });
  return `| tool | parameters | what it does |\n|---|---|---|\n${rows.join('')}`;
}

/** The same on every power tool. */
const COMMON = new Set([
  'ip_confirmation',
  'name_confirmation',
  'operation_confirmation',
  'wait_seconds',
  'dry_run',
  'reason',
]);
