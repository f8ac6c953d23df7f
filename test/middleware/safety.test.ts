import { describe, expect, it } from '@jest/globals';
import type { Instance, InstanceStatus, PowerVariant } from 'multi-cloud-manager/plugin';
import { stateConflict } from '../../src/middleware/safety/conflict.js';
import { isLarge } from '../../src/middleware/safety/large.js';
import { productionMark } from '../../src/middleware/safety/production.js';
import { Acme, server } from '../fixtures/acme.js';
import { calls } from '../fixtures/direct-host.js';
import { errorIn, hostOf } from '../fixtures/hosts.js';

const POWER = { provider: 'acme', instance_id: 'i-1', action: 'reboot' };
const WORDS = ['prod', 'production', 'critical', 'important', '生产'];

describe('the state against the action [RULE:STATE-CHECK]', () => {
  const fits: Record<PowerVariant, readonly InstanceStatus[]> = {
    power_on: ['stopped', 'unknown'],
    power_off: ['running', 'stopping', 'rebooting', 'unknown'],
    shutdown: ['running', 'unknown'],
    reboot: ['running', 'unknown'],
    force_reboot: ['running', 'stopping', 'rebooting', 'unknown'],
  };
  const all: readonly InstanceStatus[] = [
    'pending',
    'running',
    'stopping',
    'stopped',
    'rebooting',
    'terminated',
    'unknown',
  ];

  it.each(Object.entries(fits) as [PowerVariant, readonly InstanceStatus[]][])(
    '%s fits %j',
    (variant, expected) => {
      expect(all.filter((status) => stateConflict(variant, status) === undefined)).toEqual(
        all.filter((status) => expected.includes(status)),
      );
    },
  );

  it('is told before anyone is asked to confirm', async () => {
    const cloud = new Acme(server({ id: 'i-1', status: 'stopped', provider_status: 'HALTED' }));
    const host = await hostOf(cloud);
    expect(errorIn(await host.call('manage_instance_power', POWER))).toMatchObject({
      code: 'INSTANCE_STATE_CONFLICT',
      message: 'The instance is stopped; this action needs it to be running.',
      details: { status: 'stopped', provider_status: 'HALTED' },
    });
  });

  it('that is unknown needs a person', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1', status: 'unknown' })));
    expect((await host.call('manage_instance_power', POWER)).content).toMatchObject({
      status: 'confirmation_required',
      level: 'human',
      warnings: ['Its state is unknown to mcm.'],
    });
  });
});

describe('production [RULE:PRODUCTION-WHOLE-WORDS]', () => {
  const marked = (given: Partial<Instance>) =>
    productionMark(server({ id: 'i-1', tags: {}, name: 'x', ...given }), WORDS)?.place;

  it.each<[string, Partial<Instance>, string]>([
    ['env=prod', { tags: { env: 'prod' } }, 'tags'],
    ['a key', { tags: { production: '' } }, 'tags'],
    ['env:prod as a label', { tags: { 'env:prod': '' } }, 'tags'],
    ['PRODUCTION', { name: 'PRODUCTION' }, 'name'],
    ['prod01', { name: 'prod01' }, 'name'],
    ['web-prod-1', { name: 'web-prod-1' }, 'name'],
    ['db.prod_eu', { name: 'db.prod_eu' }, 'name'],
    ['ｐｒｏｄ', { name: 'ｐｒｏｄ' }, 'name'],
    ['生产环境', { tags: { 环境: '生产环境' } }, 'tags'],
    ['critical', { tags: { tier: 'Critical' } }, 'tags'],
    ['a host name beside the label', { details: { hostname: 'prod-1' } }, 'hostname'],
    ['another name', { details: { host_name: 'db.prod' } }, 'host_name'],
  ])('%s counts', (_, given, place) => {
    expect(marked(given)).toBe(place);
  });

  it.each<[string, Partial<Instance>]>([
    ['product-page', { name: 'product-page' }],
    ['reproduce', { name: 'reproduce-1' }],
    ['products', { tags: { app: 'products' } }],
    ['nonproduction', { name: 'nonproduction' }],
    ['unimportant', { tags: { note: 'unimportant' } }],
    ['test', { tags: { env: 'test' } }],
    ['what other details say', { details: { image: 'prod', hostname: 7 } }],
  ])('%s does not', (_, given) => {
    expect(marked(given)).toBeUndefined();
  });

  it('needs a person, with the place of the mark and not its words', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1', tags: { env: 'prod' } })));
    expect((await host.call('manage_instance_power', POWER)).content).toMatchObject({
      level: 'human',
      warnings: ['It is marked as production, by its tags.'],
    });
  });

  it('is what the config says it is', async () => {
    const config = { safety: { production: { words: ['blue'] } } };
    const cloud = new Acme(server({ id: 'i-1', name: 'blue-1', tags: { env: 'prod' } }));
    const host = await hostOf(cloud, { config });
    expect((await host.call('manage_instance_power', POWER)).content).toMatchObject({
      warnings: ['It is marked as production, by its name.'],
    });
  });
});

describe('large [RULE:LARGE]', () => {
  const limits = { vcpus: 8, memoryGib: 32 };
  const sized = (given: Partial<Instance>): boolean => {
    const { vcpus: _vcpus, memory_mib: _memory, ...rest } = server({ id: 'i-1' });
    return isLarge({ ...rest, ...given }, limits);
  };

  it.each<[string, Partial<Instance>, boolean]>([
    ['8 vCPUs', { vcpus: 8, memory_mib: 1024 }, true],
    ['32 GiB', { vcpus: 1, memory_mib: 32 * 1024 }, true],
    ['7 vCPUs and 31 GiB', { vcpus: 7, memory_mib: 31 * 1024 }, false],
    ['8 vCPUs and no known memory', { vcpus: 8 }, true],
    [
      'one core, whatever its type is called',
      { vcpus: 1, memory_mib: 1024, type: 'ecs.t6-c1m1.large' },
      false,
    ],
    ['a large type of unknown size', { type: 'm5.2xlarge' }, true],
    ['metal of unknown size', { type: 'c5.metal' }, true],
    ['a small type of unknown size', { type: 't3.micro' }, false],
  ])('%s: %s is %s', (_, given, expected) => {
    expect(sized(given)).toBe(expected);
  });

  it('needs a person, and says how large it is', async () => {
    const host = await hostOf(new Acme(server({ id: 'i-1', vcpus: 16, memory_mib: 65536 })));
    expect((await host.call('manage_instance_power', POWER)).content).toMatchObject({
      level: 'human',
      warnings: ['It is a large instance (16 vCPUs, 64 GiB).'],
    });
  });

  it('has limits of its own for a provider', async () => {
    const config = { safety: { large: { perProvider: { acme: { vcpus: 2 } } } } };
    const host = await hostOf(new Acme(server({ id: 'i-1', vcpus: 2 })), { config });
    expect((await host.call('manage_instance_power', POWER)).content['level']).toBe('human');
    const other = await hostOf(new Acme(server({ id: 'i-1', vcpus: 2 })), {
      config: { safety: { large: { perProvider: { beta: { vcpus: 2 } } } } },
    });
    expect((await other.call('manage_instance_power', POWER)).content['level']).toBe('arguments');
  });
});

describe('the levels of the config', () => {
  it('an instance without tags may need a person', async () => {
    const config = { confirmation: { unlabelled: 'human' as const } };
    const untagged = await hostOf(new Acme(server({ id: 'i-1', tags: {} })), { config });
    expect((await untagged.call('manage_instance_power', POWER)).content['level']).toBe('human');
    const tagged = await hostOf(new Acme(server({ id: 'i-1' })), { config });
    expect((await tagged.call('manage_instance_power', POWER)).content['level']).toBe('arguments');
  });

  it('production may be confirmed by arguments where the config says so, and is still warned of', async () => {
    const config = { confirmation: { production: 'arguments' as const } };
    const host = await hostOf(new Acme(server({ id: 'i-1', tags: { env: 'prod' } })), { config });
    expect((await host.call('manage_instance_power', POWER)).content).toMatchObject({
      level: 'arguments',
      warnings: ['It is marked as production, by its tags.'],
    });
  });

  it('every decision is in the audit, with who made it', async () => {
    const cloud = new Acme(server({ id: 'i-1', tags: {}, vcpus: 8 }));
    const host = await hostOf(cloud);
    await host.call('manage_instance_power', POWER);
    const [record] = calls(await host.audit());
    expect(record?.decisions.map((each) => [each.by, each.decision, 'level' in each && each.level])).toEqual([
      ['safety:ordinary', 'confirm', 'arguments'],
      ['safety:state', 'allow', false],
      ['safety:production', 'allow', false],
      ['safety:unlabelled', 'confirm', 'arguments'],
      ['safety:large', 'confirm', 'human'],
    ]);
  });

  it('what an action costs on its cloud is a warning', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.also = { consequences: () => ['Local disks are emptied.'] };
    const host = await hostOf(cloud);
    expect((await host.call('manage_instance_power', POWER)).content['warnings']).toEqual([
      'Local disks are emptied.',
    ]);
  });
});
