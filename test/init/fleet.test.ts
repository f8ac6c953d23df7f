import { describe, expect, it } from '@jest/globals';
import { configSchema, type ConfigInput } from '../../src/config/schema.js';
import { safetySettings } from '../../src/host/safety-settings.js';
import { fleetOf } from '../../src/init/fleet.js';
import { init } from '../../src/locale/en/init.js';
import { loadLocale, wordsIn } from '../../src/locale/words.js';
import { Acme, acme, server } from '../fixtures/acme.js';
import { direct } from '../fixtures/hosts.js';

const SERVERS = [
  server({ id: 'i-1', name: 'web-1', tags: { team: 'shop' } }),
  server({ id: 'i-2', name: 'db', tags: { env: 'production' } }),
  server({ id: 'i-3', name: 'prod01', tags: {} }),
  server({ id: 'i-4', name: 'crunch', tags: { env: 'production' }, vcpus: 16, memory_mib: 65_536 }),
  server({ id: 'i-5', name: 'plain', tags: {} }),
  server({ id: 'i-6', name: 'memory', tags: { team: 'x' }, vcpus: 2, memory_mib: 32 * 1024 }),
  server({ id: 'i-7', name: 'lost', tags: { team: 'x' }, status: 'unknown' }),
  server({ id: 'i-8', name: 'product-page', tags: { team: 'x' } }),
];
const fleet = (config: ConfigInput = {}) =>
  fleetOf(SERVERS, safetySettings(configSchema().parse(config)), init);

describe('the fleet as it would be treated [RULE:INIT]', () => {
  it.each([
    {},
    { confirmation: { ordinary: 'human' } },
    { confirmation: { production: 'arguments', large: 'arguments', unlabelled: 'human' } },
    { safety: { production: { words: ['web'] }, large: { perProvider: { acme: { vcpus: 2 } } } } },
  ] as const satisfies readonly ConfigInput[])('is as the tools then treat it, with %j', async (config) => {
    const host = await direct({
      config: { ...config, plugins: [acme(new Acme(...SERVERS))] },
    });
    const asked = await Promise.all(
      SERVERS.map(async ({ id }) => {
        const given = { provider: 'acme', instance_id: id, action: 'reboot' };
        const { content } = (await host.call('manage_instance_power', given)) as unknown as {
          readonly content: { readonly level: string };
        };
        return [id, content.level];
      }),
    );
    const { classes, notable } = fleet(config);
    const rest = Object.fromEntries(classes.map(({ of, level }) => [of, level]));
    const shown = SERVERS.map(({ id, tags }) => [
      id,
      notable.find((each) => each.id === id)?.level ??
        (Object.keys(tags).length === 0 ? rest['unlabelled'] : rest['ordinary']),
    ]);
    expect(shown).toEqual(asked);
  });

  it('is counted by class, with what marks it', () => {
    expect(fleet().classes).toEqual([
      {
        ...{ of: 'production', servers: 3, level: 'human' },
        marks: [
          { mark: 'tag env=production', servers: 2 },
          { mark: 'the name', servers: 1 },
        ],
      },
      { of: 'large', servers: 2, level: 'human', marks: [] },
      { of: 'state', servers: 1, level: 'human', marks: [] },
      { of: 'unlabelled', servers: 2, level: 'arguments', marks: [] },
      { of: 'ordinary', servers: 2, level: 'arguments', marks: [] },
    ]);
  });

  it('names the servers that need more, and why', () => {
    expect(fleet().notable.map(({ id, mark, size, unknown }) => [id, mark, size, unknown])).toEqual([
      ['i-2', 'tag env=production', undefined, false],
      ['i-3', 'the name', undefined, false],
      ['i-4', 'tag env=production', '16 vCPUs, 64 GiB', false],
      ['i-6', undefined, '2 vCPUs, 32 GiB', false],
      ['i-7', undefined, undefined, true],
    ]);
  });

  it('says why in 简体中文 too', async () => {
    await loadLocale('zh-CN');
    const { notable } = fleetOf(SERVERS, safetySettings(configSchema().parse({})), wordsIn(init, 'zh-CN'));
    expect(notable.map(({ mark, size }) => [mark, size])).toEqual([
      ['标签 env=production', undefined],
      ['名称', undefined],
      ['标签 env=production', '16 个 vCPU、64 GiB'],
      [undefined, '2 个 vCPU、32 GiB'],
      [undefined, undefined],
    ]);
  });

  it('tells of servers that two accounts list', () => {
    const [one = server({ id: 'i-1' })] = SERVERS;
    const twice = [...SERVERS, { ...one, account: 'other' }];
    expect(fleetOf(twice, safetySettings(configSchema().parse({})), init).repeated).toBe(1);
    expect(fleet().repeated).toBe(0);
  });

  it('of no servers has no classes', () => {
    expect(fleetOf([], safetySettings(configSchema().parse({})), init)).toEqual({
      ...{ servers: 0, repeated: 0, classes: [], notable: [] },
    });
  });
});
