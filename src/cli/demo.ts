import { serve } from './serve.js';
import { QUIET_SDK, setUp } from './demo/stage.js';
import type { Io } from './io.js';
import { FORMAT_OPTION, LEVEL_OPTION, logFlags, parse } from './options.js';

/** `mcm demo`: a session against a simulated cloud; with `--serve`, the server of that cloud. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parse(args, { serve: { type: 'boolean' }, ...LEVEL_OPTION, ...FORMAT_OPTION });
  const logging = logFlags(values);
  const stage = await setUp();
  try {
    if (values.serve !== true) {
      const { play } = await import('./demo/session.js');
      return (await play(io.program, stage, (text) => void io.stdout.write(text))) ? 0 : 1;
    }
    Object.assign(process.env, QUIET_SDK);
    const { loadConfig } = await import('../config/load.js');
    const load = () =>
      loadConfig({
        cwd: io.cwd,
        env: stage.env,
        platform: io.platform,
        home: io.home,
        configPath: stage.configFile,
        logging,
        hostModules: {},
      });
    return await serve(load, io);
  } finally {
    await stage.close();
  }
}
