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
// What is required is not imported, and seen by no hook; but each is put into this cache first.
const modules = /** @type {{ _cache: object }} */ (/** @type {unknown} */ (Module));
modules._cache = new Proxy(modules._cache, {
  set(cache, file, module) {
    appendFileSync(process.env['MCM_TEST_LOADED'] ?? '', `${pathToFileURL(String(file)).href}\n`);
    return Reflect.set(cache, file, module);
  },
});
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
