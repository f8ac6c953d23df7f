import type { Locale } from 'multi-cloud-manager/plugin';
import { withoutEmpty } from '../config/env-file.js';
import type { LoadedConfig } from '../config/load.js';
import { examineHost, type Examined } from '../host/examine.js';
import { doctor } from '../locale/en/doctor.js';
import { wordsIn } from '../locale/words.js';
import { stateDirectory } from '../state/directory.js';
import { FileStore } from '../state/file-store.js';
import { spoken } from '../locale/error-in.js';
import { accountChecks } from './accounts.js';
import { auditCheck } from './audit.js';
import { clientChecks } from './clients.js';
import { AnswerDates, clockCheck } from './clock.js';
import { failed, skipped, type Check, type CheckId } from './check.js';
import { readConfig } from './config.js';
import type { Facts } from './facts.js';
import { heldChecks } from './held.js';
import { managedChecks } from './managed.js';
import { nodeCheck, pathCheck } from './node.js';
import { pluginChecks, policyChecks } from './parts.js';
import { presentable } from './presentable.js';
import { stateChecks } from './state.js';

/**
 * Looks at everything, in the order of the groups, and hands out each check as soon as its group is done. What is broken becomes a
 * check, and the others go on. There is no secret in them, and nothing that a terminal obeys.
 */
export async function* examine(facts: Facts): AsyncGenerator<Check> {
  const { locale } = facts;
  const words = wordsIn(doctor, locale);
  let host: Examined | undefined;
  const dates = new AnswerDates(facts.clock);
  const stopListening = dates.listen();
  /** All that leaves here goes through this. */
  const looked = async (id: CheckId, work: () => Promise<readonly Check[]> | readonly Check[]) =>
    (await guarded(id, locale, work)).map((check) => presentable(check, host?.redactor));
  try {
    yield* await looked('node-version', () => [nodeCheck(facts)]);
    yield* await looked('mcm-on-path', async () => [await pathCheck(facts)]);
    const managed = await looked('managed-config', () => managedChecks(facts));
    yield* managed;
    let loaded: LoadedConfig | undefined;
    yield* await looked('config', async () => {
      if (isBroken(managed)) return [skipped('config', words.notRead)];
      const read = await readConfig(facts);
      loaded = read.loaded;
      return read.checks;
    });
    yield* await looked('plugin', async () => {
      if (!loaded) return [skipped('policy', words.notLoaded), skipped('plugin', words.notLoaded)];
      facts.progress(words.loading);
      host = await examineHost(loaded, { clock: facts.clock, write: () => undefined });
      return [...policyChecks(host, locale), ...pluginChecks(host, locale)];
    });
    yield* await looked('account', () =>
      host && loaded
        ? accountChecks(host, { ...facts, readOnly: loaded.config.readOnly })
        : [skipped('account', words.notAsked)],
    );
    yield* await looked('clock', async () => [await clockCheck(dates.ahead, facts)]);
    const directory = loaded?.stateDir ?? stateDirectory(withoutEmpty(facts.env), facts.platform, facts.home);
    const state = await looked('state-directory', () => stateChecks(directory, locale));
    yield* state;
    if (!isBroken(state)) {
      yield* await looked('lock', () => heldChecks(host ?? ownState(directory, facts), locale));
      yield* await looked('audit-trail', async () => [await auditCheck(directory, locale)]);
    }
    yield* await looked('client', () => clientChecks(facts));
  } finally {
    stopListening();
    await host?.close();
  }
}

const isBroken = (checks: readonly Check[]): boolean => checks.some(({ status }) => status === 'failed');

/** The state in this directory, where no host could be built that knows it. */
function ownState(stateDir: string, { clock }: Facts) {
  const store = new FileStore({ stateDir, clock, host: crypto.randomUUID() });
  return { store, local: store, clock };
}

/** What a check itself did not foresee is its failure, not the end of the others. */
async function guarded(
  id: CheckId,
  locale: Locale,
  work: () => Promise<readonly Check[]> | readonly Check[],
): Promise<readonly Check[]> {
  try {
    return await work();
  } catch (error) {
    const words = wordsIn(doctor, locale);
    return [failed(id, { found: words.unforeseen(spoken(error, locale)), next: words.lookAtIt })];
  }
}
