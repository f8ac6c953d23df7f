/** Preloaded with `node --import`: writes the URL of every module that is loaded into the file that MCM_TEST_LOADED names. */
import { appendFileSync } from 'node:fs';
import Module, { register } from 'node:module';
import { pathToFileURL } from 'node:url';

const hooks = `
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(process.env.MCM_TEST_LOADED, url + '\\n');
  return next(url, context);
}`;
// What is required is not imported, and seen by no hook.
const { _extensions: kinds } =
  /** @type {{ _extensions: Record<string, (module: unknown, file: string) => void> }} */ (
    /** @type {unknown} */ (Module)
  );
const read = kinds['.js'];
kinds['.js'] = (/** @type {unknown} */ module, /** @type {string} */ file) => {
  appendFileSync(process.env['MCM_TEST_LOADED'] ?? '', `${pathToFileURL(file).href}\n`);
  read?.(module, file);
};
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
