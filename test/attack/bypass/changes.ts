import { expect } from '@jest/globals';
import type { Bench } from './bench.js';
import type { Group, Way } from './way.js';
import { APP, DATABASE, LEDGER, PAY, SHOP, WEB, type Target } from './world.js';

/** How each cloud tells of a change. */
const tags = (target: Target): object =>
  target.cloud === 'alibaba'
    ? { Tags: { Tag: [{ TagKey: 'env', TagValue: 'production' }] } }
    : { tags: ['env:prod', 'changed'] };
const named = (target: Target): object =>
  ({
    digitalocean: { name: 'renamed' },
    vultr: { label: 'renamed' },
    alibaba: { InstanceName: 'renamed' },
  })[target.cloud];
const addressed = (target: Target): object =>
  ({
    digitalocean: { networks: { v4: [{ ...NETWORK, ip_address: '203.0.113.99' }], v6: [] } },
    vultr: { main_ip: '203.0.113.99' },
    alibaba: { PublicIpAddress: { IpAddress: ['203.0.113.99'] } },
  })[target.cloud];
const stopped = (target: Target): object =>
  ({
    digitalocean: { status: 'off' },
    vultr: { power_status: 'stopped' },
    alibaba: { Status: 'Stopped' },
  })[target.cloud];
const NETWORK = { netmask: '255.255.255.0', gateway: '203.0.113.1', type: 'public' };

type Change = readonly [what: string, change: (target: Target) => object, code: string];

const CHANGES: readonly Change[] = [
  ['its name', named, 'TARGET_CHANGED'],
  ['its tags', tags, 'TARGET_CHANGED'],
  ['its addresses', addressed, 'TARGET_CHANGED'],
  ['its status', stopped, 'INSTANCE_STATE_CONFLICT'],
];

/** The server changes while the person fills the form in. */
const inForm = (target: Target, [what, change, code]: Change): Way => ({
  name: `${what} changed while a form was shown, on ${target.cloud}`,
  async go(bench) {
    const form = async () => {
      await bench.change(target, change(target));
      return { action: 'accept' as const, content: { ...target.right } };
    };
    const { ada } = await bench.on(target, { as: { form } });
    expect(await ada.restart(target)).toBe(code);
  },
});

/** The server changes between an approval and the call that uses it. */
const afterApproval = (target: Target, [what, change, code]: Change): Way => ({
  name: `${what} changed after it was approved, on ${target.cloud}`,
  async go(bench) {
    const { ada, person } = await bench.on(target);
    await ada.restart(target);
    expect(await person.approves(target.right)).toBe('granted');
    await bench.change(target, change(target));
    expect(await ada.restart(target)).toBe(code);
  },
});

/** The server changes after the checks have looked at it, before the guard does. */
const beforeGuard = (target: Target, [what, change]: Change): Way => ({
  name: `${what} changed between the checks and the act, on ${target.cloud}`,
  async go(bench) {
    const { ada } = await bench.on(target);
    await bench.changeAfterLooks(target, 1, change(target));
    expect(await ada.restart(target, target.right)).toBe('TARGET_CHANGED');
  },
});

const [NAME, TAGS, ADDRESSES, STATUS] = CHANGES as readonly [Change, Change, Change, Change];

/** A cloud that gave the id to a new server. */
const REUSED = { ...named(DATABASE), ...addressed(DATABASE), tags: ['env:prod', 'new'] };

async function gone(bench: Bench, target: Target): Promise<void> {
  const { simulator } = await bench.cloud(target.cloud);
  simulator.fail({ kind: 'status', status: 404, body: { id: 'not_found', message: 'gone' } });
}

export const CHANGED: readonly Group[] = [
  {
    name: 'a server that changed',
    ways: [
      ...CHANGES.map((change) => inForm(DATABASE, change)),
      inForm(LEDGER, NAME),
      inForm(PAY, STATUS),
      ...CHANGES.map((change) => afterApproval(DATABASE, change)),
      afterApproval(LEDGER, ADDRESSES),
      afterApproval(PAY, TAGS),
      ...CHANGES.map((change) => beforeGuard(APP, change)),
      beforeGuard(SHOP, NAME),
      beforeGuard(WEB, STATUS),
      {
        name: 'another server that got the same id after the approval',
        async go(bench) {
          const { ada, person } = await bench.on(DATABASE);
          await ada.restart(DATABASE);
          await person.approves(DATABASE.right);
          await bench.change(DATABASE, REUSED);
          expect(await ada.restart(DATABASE)).toBe('TARGET_CHANGED');
        },
      },
      {
        name: 'a server that was gone when the form came back',
        async go(bench) {
          const form = async () => {
            await gone(bench, DATABASE);
            return { action: 'accept' as const, content: { ...DATABASE.right } };
          };
          const { ada } = await bench.on(DATABASE, { as: { form } });
          expect(await ada.restart(DATABASE)).toBe('RESOURCE_NOT_FOUND');
        },
      },
      {
        name: 'an ordinary server that was marked as production between the checks and the act',
        async go(bench) {
          const { ada } = await bench.on(APP);
          await bench.changeAfterLooks(APP, 1, { tags: ['app', 'env:prod'] });
          expect(await ada.restart(APP, APP.right)).toBe('TARGET_CHANGED');
        },
      },
    ],
  },
];
