import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as policies from 'multi-cloud-manager/policies';
import { BUILTIN_POLICY_NAMES } from '../../src/config/builtin-names.js';
import type { ConfigInput } from '../../src/config/schema.js';
import { BUILTIN_POLICIES } from '../../src/host/builtin-policies.js';
import { Acme, acme, server } from '../fixtures/acme.js';
import { contentOf, errorOf, type DirectHost } from '../fixtures/direct-host.js';
import { direct } from '../fixtures/hosts.js';
import { REBOOT } from '../policies/worlds.js';

const hostWith = (list: NonNullable<ConfigInput['policies']>, more: object = {}): Promise<DirectHost> =>
  direct({ config: { plugins: [acme(new Acme(server({ id: 'i-1' })))], policies: list }, ...more });

describe('ready-made policies by name [RULE:READY-POLICIES]', () => {
  it('stand in the config alone or with options, in order', async () => {
    const host = await hostWith([
      'require-reason',
      { use: 'max-actions', options: { count: 3, per: '1h' } },
      { use: 'require-human', options: { actions: ['reboot'] } },
    ]);
    expect(errorOf(await host.call('manage_instance_power', REBOOT)).message).toBe(
      'The policy require-reason refuses this: Say why in `reason`.',
    );
    const dry = { ...REBOOT, reason: 'kernel', dry_run: true };
    const { decisions } = contentOf(await host.call('manage_instance_power', dry));
    expect((decisions as { by: string }[]).slice(0, 3)).toEqual([
      { decision: 'allow', by: 'require-reason' },
      { decision: 'allow', by: 'max-actions' },
      {
        decision: 'confirm',
        level: 'human',
        reason: 'A person has to confirm this here.',
        by: 'require-human',
      },
    ]);
  });

  it('are all those that can be imported', async () => {
    const made = await Promise.all(BUILTIN_POLICY_NAMES.map((name) => BUILTIN_POLICIES[name]()));
    expect(new Set(made.map(({ make }) => make as unknown))).toEqual(
      new Set(Object.values(policies).filter((each) => typeof each === 'function')),
    );
    expect(Object.keys(BUILTIN_POLICIES)).toEqual([...BUILTIN_POLICY_NAMES]);
  });

  it.each<[NonNullable<ConfigInput['policies']>, string]>([
    [
      ['require-reason', { use: 'max-actions', options: { count: 'three', per: '1h' } }],
      'policies[1].options.count: expected a number, not a string',
    ],
    [['max-actions'], 'policies[0].options.count: missing; expected a number'],
    [
      [{ use: 'require-reason', options: { patern: 'x' } }],
      'policies[0].options.patern: unknown key; did you mean pattern?',
    ],
    [
      [{ use: 'deny-targets', options: { targets: [{ tags: 'a' }] } }],
      'policies[0].options.targets[0].tags: unknown key; did you mean tag?',
    ],
    [
      [{ use: 'change-window', options: { timeZone: 'Europe/Berln', windows: [{}] } }],
      'policies[0].options.timeZone: expected a time zone like Europe/Berlin or UTC',
    ],
    [[{ use: 'allow-targets' }], 'policies[0].options.targets: missing; expected a list'],
  ])('are refused with options that do not fit, by the path of each: %j', async (list, sentence) => {
    const error = await hostWith(list, { file: '/etc/mcm.config.yaml' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ConfigError' });
    expect((error as Error).message.split('\n')).toContain(`/etc/mcm.config.yaml: ${sentence}`);
  });

  it('and those of others, with whatever copy of zod, are explained alike', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mcm-ready-'));
    try {
      await writeFile(
        join(directory, 'rule.ts'),
        `import { definePolicy, allow } from 'multi-cloud-manager/plugin';
         import { requireHuman } from 'multi-cloud-manager/policies';
         import { z } from 'zod';
         export default (options: unknown) => {
           const { by } = z.strictObject({ by: z.string() }).parse(options);
           return { ...requireHuman(), name: by };
         };`,
      );
      const good = await hostWith([{ use: './rule.ts', options: { by: 'mine' } }], { directory });
      expect(contentOf(await good.call('manage_instance_power', REBOOT))['level']).toBe('human');
      await expect(hostWith([{ use: './rule.ts', options: { by: 7 } }], { directory })).rejects.toMatchObject(
        {
          name: 'ConfigError',
          message: 'policies[0].options.by: expected a string, not a number',
        },
      );
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
