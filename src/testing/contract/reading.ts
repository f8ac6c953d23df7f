import { Instance, LOCALES, textIn } from 'multi-cloud-manager/plugin';
import type { ContractAddress, ContractRunner, ContractSubject } from './subject.js';
import { cases, everyInstance, withAddress, type Trial } from './world.js';

/** Listing, finding, metrics: what is there is found, and nothing is changed by looking. */
export function reading(runner: ContractRunner, subject: ContractSubject): void {
  const { expect } = runner;
  const test = cases(runner, subject);

  runner.describe('reading', () => {
    test('every instance of every page is listed once', async (trial) => {
      const every = (await trial.outcome(() => everyInstance(trial, trial.scopes.full))).value ?? [];
      expect(every.map(({ id }) => id).sort()).toEqual([...trial.ids].sort());
    });

    test('the account of the test has more than one page', async (trial) => {
      const first = await trial.provider.listPage(trial.scopes.full, undefined, trial.context);
      expect(typeof first.next).toBe('string');
    });

    test('a listed instance fits the schema and says where it was found', async (trial) => {
      const every = await everyInstance(trial, trial.scopes.full);
      expect(every.filter((each) => !Instance.safeParse(each).success)).toEqual([]);
      expect([...new Set(every.map(({ account }) => account))]).toEqual([trial.scopes.full.account]);
    });

    test('an empty account lists nothing', async (trial) => {
      expect(await everyInstance(trial, trial.scopes.empty)).toEqual([]);
    });

    test('an instance is found by its id, with details', async (trial) => {
      const id = trial.ids[0] ?? '';
      const { value } = await trial.outcome(() => trial.provider.get(trial.scopes.full, id, trial.context));
      expect(value?.id).toBe(id);
      expect(Instance.safeParse(value).success).toBe(true);
      expect(typeof value?.details).toBe('object');
    });

    test('the last instance of the last page is found by its id', async (trial) => {
      const id = trial.ids.at(-1) ?? '';
      expect((await trial.provider.get(trial.scopes.full, id, trial.context))?.id).toBe(id);
    });

    test('an id that nothing has gives undefined', async (trial) => {
      const { value, code } = await trial.outcome(() =>
        trial.provider.get(trial.scopes.full, trial.unknownId, trial.context),
      );
      expect([value, code]).toEqual([undefined, undefined]);
    });

    test('the instance of one account is not found in another', async (trial) => {
      const id = trial.ids[0] ?? '';
      expect(await trial.provider.get(trial.scopes.empty, id, trial.context)).toBe(undefined);
    });

    test('what may be an id is brought into its form', async (trial) => {
      const texts = Object.keys(trial.parsed);
      expect(Object.fromEntries(texts.map((text) => [text, trial.provider.parseId(text)]))).toEqual(
        trial.parsed,
      );
    });

    test('what cannot be an id is told apart without a request', async (trial) => {
      expect(trial.unparsed.filter((text) => trial.provider.parseId(text) !== undefined)).toEqual([]);
      expect(trial.simulator.journal.entries.length).toBe(0);
    });

    const byAddress = (name: string, pick: (trial: Trial) => ContractAddress): void => {
      test(name, async (trial) => {
        const wanted = pick(trial);
        if (wanted === 'none') return;
        expect((await withAddress(trial, wanted.address)).map(({ id }) => id)).toEqual([wanted.instance]);
      });
    };
    byAddress(
      'an instance is found by its public IPv4 address, where there are such',
      ({ publicIpv4 }) => publicIpv4,
    );
    byAddress(
      'an instance is found by its private IPv4 address, where there are such',
      ({ privateIpv4 }) => privateIpv4,
    );
    byAddress('an instance is found by its IPv6 address however the cloud spells it', (trial) => {
      return trial.publicIpv6;
    });

    test('an address that nothing has gives nothing', async (trial) => {
      expect(await withAddress(trial, '192.0.2.254')).toEqual([]);
    });

    test('accounts and scopes name those of the test', async (trial) => {
      const names = trial.provider.accounts().map(({ name }) => name);
      expect(names.includes(trial.scopes.full.account)).toBe(true);
      const scopes = await trial.provider.scopes({ name: trial.scopes.full.account }, trial.context);
      expect(scopes.some(({ region }) => region === trial.scopes.full.region)).toBe(true);
    });

    test('right credentials are verified in a sentence', async (trial) => {
      const account = { name: trial.scopes.full.account };
      const { value } = await trial.outcome(() => trial.provider.verify(account, trial.context));
      const said = LOCALES.map((locale) => textIn(value?.summary ?? '', locale));
      expect(said.includes('')).toBe(false);
    });

    test('the least that credentials need, where it is told, is text to paste', async (trial) => {
      const { read, power } = trial.provider.leastPrivilege ?? {};
      const texts = [read, power].flatMap((each) =>
        each ? [each.text, ...LOCALES.map((locale) => textIn(each.what, locale))] : [],
      );
      expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    });

    test('metrics, where there are any, lie within the range, oldest first', async (trial) => {
      if (trial.metrics === 'none') return;
      const { series, range } = await metricsOf(trial, trial.metrics.monitored);
      const [start, end] = [range.start.getTime() / 1000, range.end.getTime() / 1000];
      const odd = series.filter(({ points }) =>
        points.some(
          ([at, value], index) =>
            at < start || at > end || !Number.isFinite(value) || at <= (points[index - 1]?.[0] ?? 0),
        ),
      );
      expect(series.some(({ points }) => points.length > 0)).toBe(true);
      expect(odd.map(({ name }) => name)).toEqual([]);
    });

    test('an instance that the cloud has not all series of, where that can be, gets a note', async (trial) => {
      if (trial.metrics === 'none' || trial.metrics.unmonitored === undefined) return;
      const { notes } = await metricsOf(trial, trial.metrics.unmonitored);
      expect(notes.length > 0).toBe(true);
    });

    test('nothing that reads sends a mutating request', async (trial) => {
      const { full } = trial.scopes;
      await everyInstance(trial, full);
      await trial.provider.get(full, trial.ids[0] ?? '', trial.context);
      await withAddress(trial, '192.0.2.254');
      await trial.provider.scopes({ name: full.account }, trial.context);
      await trial.provider.verify({ name: full.account }, trial.context);
      if (trial.metrics !== 'none') await metricsOf(trial, trial.metrics.monitored);
      expect(trial.simulator.journal.mutations()).toEqual([]);
    });
  });
}

async function metricsOf(trial: Trial, id: string) {
  const end = trial.simulator.clock.now();
  const range = { start: new Date(end.getTime() - 3_600_000), end };
  const instance = await trial.provider.get(trial.scopes.full, id, trial.context);
  if (!instance || !trial.provider.metrics) return { series: [], notes: [], range };
  const { series, notes = [] } = await trial.provider.metrics(
    trial.scopes.full,
    instance,
    range,
    trial.context,
  );
  return { series, notes, range };
}
