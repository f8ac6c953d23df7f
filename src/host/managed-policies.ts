import { dirname } from 'node:path';
import type { Managed } from '../config/managed/find.js';
import { checkProtected } from '../config/managed/protected.js';
import { loadPolicies, type Rule } from './load-policies.js';
import { Resolver } from './resolve.js';

/** The rules of the managed configs. Paths and packages are looked for beside the file that names them. */
export async function managedPolicies(managed: readonly Managed[]): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  for (const each of managed)
    rules.push(...(await loadPolicies(each.floor.policies, besideManaged(each), each.file)));
  return rules;
}

/** Finds what a managed config names, and loads no file that others could have written. */
export const besideManaged = ({ file, owner }: Managed): Resolver =>
  new Resolver(dirname(file), {
    check: async (named) => {
      if (named.kind === 'file') await checkProtected(named.file ?? named.name, owner);
    },
  });
