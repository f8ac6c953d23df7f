import type { Locale } from 'multi-cloud-manager/plugin';
import type { LoadedConfig } from '../config/load.js';
import { examine } from '../doctor/examine.js';
import type { Check } from '../doctor/check.js';
import type { Facts } from '../doctor/facts.js';
import { reportOf, summaryOf } from '../doctor/report.js';
import { CheckText, summaryText } from '../doctor/text.js';
import { systemClock } from '../http/wait.js';
import { loadLocale } from '../locale/words.js';
import { safeJson } from './audit/format.js';
import type { Io } from './io.js';
import { parseWithConfig } from './options.js';
import { withStdoutClaimed } from './stdout.js';

const OPTIONS = {
  json: { type: 'boolean' },
  offline: { type: 'boolean' },
  project: { type: 'boolean' },
} as const;
const [ACCOUNT_MS, CLIENT_MS] = [20_000, 30_000];
/** Back to the beginning of the line, and nothing on it. */
const WIPE = '\r\u001b[2K';

/** `mcm doctor`: what works and what does not, and what to do. Exit code 1 where something failed. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, load } = parseWithConfig(args, OPTIONS, [], io);
  const terminal = io.stdout.isTTY === true && io.env['TERM'] !== 'dumb';
  const json = values.json === true;
  // A config or plugin may print, and would do it into the report.
  return withStdoutClaimed(io, async (output) => {
    const loading = loadOnce(load);
    const locale = await localeOf(loading, io);
    const text = new CheckText(terminal && !io.env['NO_COLOR'], locale);
    const checks: Check[] = [];
    const wipe = terminal && !json ? WIPE : '';
    const facts: Facts = {
      ...{ env: io.env, platform: io.platform, home: io.home, cwd: io.cwd, program: io.program },
      ...{ clock: systemClock, node: process.versions.node, nodePath: process.execPath },
      ...{ load: loading, locale, accountMs: ACCOUNT_MS, clientMs: CLIENT_MS },
      ...{ offline: values.offline === true, project: values.project === true },
      progress: (doing) => {
        if (wipe !== '') output.write(`${wipe}… ${doing}`);
      },
    };
    for await (const check of examine(facts)) {
      checks.push(check);
      if (!json) output.write(wipe + text.of(check));
    }
    // Several writes queue up behind a pipe, and stdout is given back once this one is through.
    const end = json ? `${safeJson(reportOf(checks), 2)}\n` : wipe + summaryText(summaryOf(checks), locale);
    await new Promise((resolve) => output.write(end, resolve));
    return checks.some(({ status }) => status === 'failed') ? 1 : 0;
  });
}

/** The language of the config, where it loads; else that of the environment. It is loaded. */
async function localeOf(load: () => Promise<LoadedConfig>, { locale }: Io): Promise<Locale> {
  // What loading complains of is said in the languages that are there by then.
  await loadLocale(locale);
  const configured = await load().then(
    ({ config }) => config.locale,
    () => undefined,
  );
  await loadLocale(configured ?? locale);
  return configured ?? locale;
}

/** It is read for its language first, and examined later. */
function loadOnce(load: () => Promise<LoadedConfig>): () => Promise<LoadedConfig> {
  let loading: Promise<LoadedConfig> | undefined;
  return () => (loading ??= load());
}
