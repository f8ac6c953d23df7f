import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { sourceOptions } from '../build/source-options.mjs';

const ENTRY = `
export { ERROR_CODES } from './src/plugin/error-codes.ts';
export { configJsonSchema, managedJsonSchema } from './src/config/json-schema.ts';
export { configSchema } from './src/config/schema.ts';
export { createHost } from './src/host/create-host.ts';
export { toolTable } from './src/cli/tools.ts';
export { RULES } from './src/lint/rules/index.ts';
export { PROMPTS } from './src/prompts/index.ts';
import { z } from 'zod';
import { RESOURCES } from './src/resources/resource.ts';
import { uriOf } from './src/resources/uri.ts';
export const resources = RESOURCES.map((each) => ({ ...each, uri: uriOf(each) }));
import { BUILTIN_POLICIES } from './src/host/builtin-policies.ts';
export async function policyOptions() {
  const read = Object.entries(BUILTIN_POLICIES).map(async ([name, load]) => {
    const { options } = await load();
    return [name, z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' })];
  });
  return Object.fromEntries(await Promise.all(read));
}
`;

/** @typedef {readonly { id: string, severity: string, says: string }[]} Rules */
/** @typedef {Readonly<Record<string, { meaning: string, remedy: string, retryable: boolean }>>} ErrorCodes */

/**
 * What the documents say about the program, asked of the program itself: its sources are bundled into a temporary file
 * and imported. The tools are those of a host with the default config, which has no credentials and asks no cloud.
 *
 * @param {string} root
 * @returns {Promise<{ ERROR_CODES: ErrorCodes, policyOptions: Record<string, Record<string, unknown>>, configJsonSchema: Record<string, unknown>, managedJsonSchema: Record<string, unknown>, rules: Rules, tools: string, resources: readonly import('./offers.mjs').ResourceRow[], prompts: readonly import('./offers.mjs').PromptRow[] }>}
 */
export async function fromSources(root) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'mcm-docs-'));
  try {
    const outfile = join(folder, 'sources.mjs');
    await build({
      ...sourceOptions(version),
      absWorkingDir: root,
      stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
      outfile,
    });
    const sources = await import(pathToFileURL(outfile).href);
    const host = await sources.createHost(
      {
        config: sources.configSchema().parse({}),
        directory: folder,
        source: 'none',
        stateDir: join(folder, 'state'),
        env: {},
        notices: [],
      },
      { write: (/** @type {string} */ line) => void process.stderr.write(line) },
    );
    try {
      return {
        ERROR_CODES: sources.ERROR_CODES,
        policyOptions: await sources.policyOptions(),
        configJsonSchema: sources.configJsonSchema(),
        managedJsonSchema: sources.managedJsonSchema(),
        rules: sources.RULES,
        tools: sources.toolTable(host.tools()),
        resources: sources.resources,
        prompts: sources.PROMPTS,
      };
    } finally {
      await host.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
