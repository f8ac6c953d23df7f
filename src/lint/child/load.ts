import { dirname, extname } from 'node:path';
import { errorMessage } from '../../config/error.js';
import { importDefault, Resolver } from '../../host/resolve.js';
import type { ChildTask } from '../facts.js';

/** What Node.js says where a package was not installed in its folder. */
const HOST_IS_MISSING = /^Cannot find (?:package|module) '(?:multi-cloud-manager|zod)[/']/;

/**
 * Loads a package as Node.js does when it is installed, and a file as mcm does. A package that has no mcm beside it, or is in
 * TypeScript, is loaded as a file.
 */
export async function loadDefault({
  file,
  packaged,
  stateDir,
}: ChildTask): Promise<{ readonly exported: unknown; readonly compiled: boolean }> {
  if (packaged && !/^\.[cm]?ts$/.test(extname(file)))
    try {
      return { exported: await importDefault(file), compiled: false };
    } catch (error) {
      if (!HOST_IS_MISSING.test(errorMessage(error))) throw error;
    }
  return { exported: await new Resolver(dirname(file), { stateDir }).load(file), compiled: true };
}
