/** Preloaded with `node --import`: writes the URL of every module that is loaded into the file that MCM_TEST_LOADED names. */
import { register } from 'node:module';

const hooks = `
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(process.env.MCM_TEST_LOADED, url + '\\n');
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
