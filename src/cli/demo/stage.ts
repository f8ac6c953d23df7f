import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SIMULATOR_TOKEN, type DigitalOceanSimulator } from '../../../plugins/digitalocean/simulator.js';
import { demoCloud } from './fleet.js';

/** A simulated cloud, and the config and state directory of a host on it; all of it is gone with `close`. */
export interface DemoStage {
  readonly cloud: DigitalOceanSimulator;
  readonly configFile: string;
  readonly stateDir: string;
  /** What the host is started with: nothing of the person's own settings, credentials or proxies. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Sets it up in a temporary directory. */
export async function setUp(): Promise<DemoStage> {
  const cloud = await demoCloud();
  const directory = await mkdtemp(join(tmpdir(), 'mcm-demo-'));
  const configFile = join(directory, 'mcm.config.json');
  const stateDir = join(directory, 'state');
  await writeFile(configFile, JSON.stringify({ plugins: ['digitalocean'] }));
  return {
    cloud,
    configFile,
    stateDir,
    env: { DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: cloud.url, MCM_STATE_DIR: stateDir },
    async close() {
      await cloud.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
