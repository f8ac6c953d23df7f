import type { Provider } from 'multi-cloud-manager/plugin';
import type { Check, CheckId } from '../../src/doctor/check.js';
import { examine } from '../../src/doctor/examine.js';
import type { Facts } from '../../src/doctor/facts.js';
import { systemClock } from '../../src/http/wait.js';
import type { Workspace } from '../config/workspace.js';

/** What `mcm doctor` is told in a workspace with this environment. */
export function factsOf(workspace: Workspace, env: Facts['env'] = {}, more: Partial<Facts> = {}): Facts {
  const managed = { directory: `${workspace.root}/etc/mcm`, owner: process.getuid?.() };
  return {
    ...{ env, platform: 'linux', home: workspace.home, cwd: workspace.project, clock: systemClock },
    ...{ locale: 'en' as const },
    ...{ node: '24.1.0', nodePath: '/usr/bin/node', program: '/opt/mcm/cli.js', managed },
    ...{ offline: false, project: false, accountMs: 20_000, clientMs: 30_000, progress: () => undefined },
    load: () => workspace.load({ env, managed }),
    ...more,
  };
}

/** Everything that it finds. */
export async function found(facts: Facts): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for await (const check of examine(facts)) checks.push(check);
  return checks;
}

/** The checks with this id. */
export const only = (checks: readonly Check[], id: CheckId): readonly Check[] =>
  checks.filter((check) => check.id === id);

/** A cloud of one account, of which a test says what it answers. */
export function providerOf(
  verify: Provider['verify'],
  more: Partial<Provider> = {},
): { readonly name: string; readonly provider: Provider } {
  const provider: Provider = {
    displayName: 'Acme',
    description: 'Acme',
    actions: [],
    idForm: 'a number',
    settings: () => [],
    accounts: () => [{ name: 'default' }],
    scopes: () => Promise.resolve([]),
    verify,
    parseId: () => undefined,
    listPage: () => Promise.resolve({ items: [] }),
    get: () => Promise.resolve(undefined),
    ...more,
  };
  return { name: 'acme', provider };
}
