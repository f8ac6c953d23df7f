import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  definePlugin,
  injectable,
  PowerTool,
  rebootInput,
  Tool,
  type OperationResult,
  type PluginDefinition,
  type Provider,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { examine } from '../../src/lint/child/examine.js';
import type { Facts, RunFacts } from '../../src/lint/facts.js';
import { judge } from '../../src/lint/judge.js';
import { takenNames } from '../../src/lint/taken.js';

/** A provider without a fault, which does nothing. */
export class CleanProvider implements Provider {
  displayName = 'Acme';
  description = 'Servers at Acme.';
  actions: Provider['actions'] = ['reboot'];
  idForm = 'a word like srv-1';
  canForceReboot = false;
  settings = () => [];
  accounts = () => [];
  scopes = () => Promise.resolve([]);
  verify = () => Promise.resolve({ summary: 'Nothing to prove.' });
  parseId = (text: string) => text;
  listPage = () => Promise.resolve({ items: [] });
  get = () => Promise.resolve(undefined);
  power = () => Promise.resolve({ state: 'completed' as const });
}

type ToolOptions = Partial<Parameters<typeof Tool>[0]>;
type PowerOptions = Partial<Parameters<typeof PowerTool>[0]>;

/** A class with one read tool, which differs from a good one only in what is given. */
export function reading(more: ToolOptions = {}) {
  class Reading {
    list(): Record<string, never> {
      return {};
    }
  }
  Tool({
    ...{ name: 'list_acme_servers', title: 'List Acme servers', description: 'Lists them.', access: 'read' },
    ...{ input: z.strictObject({ limit: z.int().default(10) }), output: z.object({}) },
    ...more,
  })(Reading.prototype, 'list', {});
  return Reading;
}

/** The same with one power tool. */
export function powering(more: PowerOptions = {}) {
  class Powering {
    act(): Promise<OperationResult> {
      return Promise.reject(new Error('It is never called.'));
    }
  }
  PowerTool({
    ...{ name: 'reboot_acme_server', title: 'Reboot an Acme server', description: 'Restarts it.' },
    input: rebootInput({ server_id: z.string().describe('A server id') }),
    action: 'reboot',
    target: () => ({ provider: 'acme', id: 'srv-1' }),
    ...more,
  })(Powering.prototype, 'act', {});
  return Powering;
}

/** A plugin without a fault, but for what is given. */
export const pluginWith = (more: Partial<PluginDefinition> = {}): PluginDefinition =>
  definePlugin({
    name: 'acme',
    apiVersion: 1,
    provider: CleanProvider,
    power: { reboot: { method: 'POST', path: '/servers/{id}/reboot' } },
    tools: [reading(), powering()],
    ...more,
  });

/** A provider that differs from a good one in these fields. */
export function providerWith(fields: object) {
  class Differing extends CleanProvider {
    constructor() {
      super();
      Object.assign(this, fields);
    }
  }
  injectable()(Differing);
  return Differing;
}

/** What a process of its own would tell of an export, but for what it does to the process. */
export async function examined(exported: unknown, config?: Record<string, unknown>): Promise<RunFacts> {
  const stateDir = await mkdtemp(join(tmpdir(), 'mcm-lint-'));
  try {
    return await examine(exported, { stateDir, ...(config && { config }) }, () => undefined);
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** Facts in which nothing is wrong, but for what is given. */
export const factsWith = async (more: Partial<Facts> = {}): Promise<Facts> => ({
  target: { subject: 'acme.ts', directory: '/plugins', entry: '/plugins/acme.ts', manifest: undefined },
  imports: { files: 1, packages: [] },
  run: {},
  printed: '',
  taken: await takenNames(),
  ...more,
});

/** What is found, a line each. */
export const found = (facts: Facts): readonly string[] =>
  judge(facts).findings.map(({ rule, where, message }) => `${rule} ${where}: ${message}`);

/** What is found in an export. */
export const findingsIn = async (
  exported: unknown,
  config?: Record<string, unknown>,
): Promise<readonly string[]> => found(await factsWith({ run: await examined(exported, config) }));
