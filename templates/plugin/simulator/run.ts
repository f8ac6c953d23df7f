/** Runs mcm with this plugin on the simulated cloud, with the arguments that it is given: `npm run mcm -- tools`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { simulateTemplateCloud, TOKENS } from './cloud.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const host = import.meta.resolve('multi-cloud-manager/package.json');
const cloud = await simulateTemplateCloud();
const mcm = spawn(
  process.execPath,
  [fileURLToPath(new URL('dist/cli.cjs', host)), ...process.argv.slice(2), '--config-dir', root],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      TEMPLATE_CLOUD_TOKEN: TOKENS.full,
      TEMPLATE_CLOUD_API_URL: cloud.url,
      MCM_STATE_DIR: `${root}.mcm`,
    },
  },
);
// Whoever ends this means mcm.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => mcm.kill(signal));
const [code] = (await once(mcm, 'exit')) as [number | null];
for (const { method, path, body } of cloud.journal.mutations())
  console.error(`The simulated cloud was told: ${method} ${path} ${JSON.stringify(body)}`);
await cloud.close();
process.exitCode = code ?? 1;
