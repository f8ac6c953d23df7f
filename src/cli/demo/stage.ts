import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locale } from 'multi-cloud-manager/plugin';
import { startClouds, type DemoClouds } from './clouds.js';

/** The AWS SDK warns about Node.js 20 on stderr; it reads this from the environment of its process alone. */
export const QUIET_SDK = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

/** Simulated clouds, and the config and state directory of a host on them; all of it is gone with `close`. */
export interface DemoStage {
  readonly clouds: DemoClouds;
  readonly configFile: string;
  readonly stateDir: string;
  /** What the host is started with: nothing of the person's own settings, credentials or proxies. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Sets it up in a temporary directory. */
export async function setUp(locale: Locale): Promise<DemoStage> {
  const clouds = await startClouds();
  const directory = await mkdtemp(join(tmpdir(), 'mcm-demo-'));
  const configFile = join(directory, 'mcm.config.json');
  const stateDir = join(directory, 'state');
  await writeFile(configFile, JSON.stringify({ plugins: clouds.plugins }));
  const nowhere = join(directory, 'none');
  return {
    clouds,
    configFile,
    stateDir,
    env: {
      ...clouds.env,
      AWS_CONFIG_FILE: nowhere,
      AWS_SHARED_CREDENTIALS_FILE: nowhere,
      ...QUIET_SDK,
      MCM_STATE_DIR: stateDir,
      ...(locale !== 'en' && { MCM_LOCALE: locale }),
    },
    async close() {
      await clouds.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
