import { expect } from '@jest/globals';
import { ADA } from './clients.js';
import type { Bench } from './bench.js';
import type { Group, Way } from './way.js';
import { DATABASE, REPLICA, type Target } from './world.js';

const MINUTE = 60_000;
const SENT = /^(in_progress|completed)$/;
const BOB = { ...ADA, id: 'bob' };

/** A host on which the restart of the database waits for an approval. */
async function asked(bench: Bench, target: Target = DATABASE) {
  const served = await bench.on(target);
  expect(await served.ada.restart(target)).toBe('confirmation_required');
  return served;
}

/** The same, approved. */
async function approved(bench: Bench) {
  const served = await asked(bench);
  expect(await served.person.approves(DATABASE.right)).toBe('granted');
  return served;
}

/** Uses the approval of a plain restart by the tool of DigitalOcean for this call. */
const otherCall = (name: string, tool: string, more: object): Way => ({
  name,
  async go(bench) {
    const { ada } = await approved(bench);
    const { droplet_id, ...rest } = { droplet_id: DATABASE.input['droplet_id'], wait_seconds: 0, ...more };
    const id = tool === 'manage_instance_power' ? { instance_id: String(droplet_id) } : { droplet_id };
    expect(await ada.call(tool, { ...id, ...rest })).toBe('confirmation_required');
  },
});

const general = { provider: 'digitalocean', action: 'reboot' };

const OTHERS: readonly Way[] = [
  otherCall('of a reboot, for a cut of power', 'power_off_digitalocean_droplet', {}),
  otherCall('of a reboot, for a shutdown', 'shutdown_digitalocean_droplet', {}),
  otherCall('of a reboot, for a forced one', DATABASE.tool, { force: true }),
  otherCall('of one tool, for the general one', 'manage_instance_power', general),
  otherCall('of one server, for another', DATABASE.tool, { droplet_id: REPLICA.input['droplet_id'] }),
  otherCall('without an account, for one', DATABASE.tool, { account: 'default' }),
  {
    name: 'of one principal, for another',
    async go(bench) {
      const { client } = await approved(bench);
      const bob = await client({ principal: BOB });
      expect(await bob.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'of one principal, for one of the same name and another source',
    async go(bench) {
      const { client } = await approved(bench);
      const other = await client({ principal: { ...ADA, source: 'oidc' } });
      expect(await other.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'on another state directory',
    async go(bench) {
      const first = await asked(bench);
      const second = await asked(bench);
      expect(await first.person.approves(DATABASE.right)).toBe('granted');
      expect(await second.ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'beside a wrong argument',
    async go(bench) {
      const { ada } = await approved(bench);
      const name_confirmation = 'db-spare';
      expect(await ada.restart(DATABASE, { name_confirmation })).toBe('CONFIRMATION_FAILED');
    },
  },
];

const NOT_GIVEN: readonly Way[] = [
  {
    name: 'that nobody gave, however often it is called',
    async go(bench) {
      const { ada } = await asked(bench);
      for (let time = 0; time < 5; time += 1)
        expect(await ada.restart(DATABASE, DATABASE.right)).toBe('confirmation_required');
    },
  },
  {
    name: 'with the values of another server',
    async go(bench) {
      const { ada, person } = await asked(bench);
      expect(await person.approves(REPLICA.right)).toBe('wrong');
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'with one value missing',
    async go(bench) {
      const { ada, person } = await asked(bench);
      expect(await person.approves({ ...DATABASE.right, operation_confirmation: '' })).toBe('wrong');
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'that the person declined',
    async go(bench) {
      const { ada, person } = await asked(bench);
      expect(await person.declines()).toBe(true);
      expect(await ada.restart(DATABASE, DATABASE.right)).toBe('CONFIRMATION_FAILED');
    },
  },
  {
    name: 'that came after the person declined the same question',
    async go(bench) {
      const { ada, person } = await asked(bench);
      const question = await person.asked();
      await person.declines();
      expect(await person.approves(DATABASE.right, question)).toBe('gone');
      expect(await ada.restart(DATABASE)).toBe('CONFIRMATION_FAILED');
    },
  },
  {
    name: 'of a question that was put anew, because the server changed',
    async go(bench) {
      const { ada, person } = await asked(bench);
      const old = await person.asked();
      await bench.change(DATABASE, { tags: ['env:prod', 'db'] });
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
      expect(await person.approves(DATABASE.right, old)).toBe('gone');
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
];

const CLOCK: readonly Way[] = [
  {
    name: 'that is five minutes old',
    async go(bench) {
      const { ada } = await approved(bench);
      bench.clock.advance(5 * MINUTE);
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'of a question that is fifteen minutes old',
    async go(bench) {
      const { ada, person } = await asked(bench);
      const question = await person.asked();
      bench.clock.advance(15 * MINUTE);
      expect(await person.approves(DATABASE.right, question)).toBe('gone');
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'that is from the future, since the clock was put back',
    async go(bench) {
      const { ada } = await approved(bench);
      bench.clock.advance(-1);
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
      bench.clock.advance(1);
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'that was found expired, before the clock was put back',
    async go(bench) {
      const { ada } = await approved(bench);
      bench.clock.advance(6 * MINUTE);
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
      bench.clock.advance(-6 * MINUTE);
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
];

const AGAIN: readonly Way[] = [
  {
    name: 'a second time',
    due: 1,
    async go(bench) {
      const { ada } = await approved(bench);
      expect(await ada.restart(DATABASE)).toMatch(SENT);
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'a second time, after the first was refused by the cloud',
    due: 1,
    async go(bench) {
      const { ada } = await approved(bench);
      const { simulator } = await bench.cloud('digitalocean');
      simulator.fail({ kind: 'status', status: 422, match: { method: 'POST' }, times: 1 });
      expect(await ada.restart(DATABASE)).toMatch(/^[A-Z_]+$/);
      expect(await ada.restart(DATABASE)).toBe('confirmation_required');
    },
  },
  {
    name: 'by three calls at once',
    due: 1,
    async go(bench) {
      const { ada } = await approved(bench);
      const replies = await Promise.all([1, 2, 3].map(() => ada.restart(DATABASE)));
      expect(replies.filter((reply) => SENT.test(reply))).toHaveLength(1);
    },
  },
  {
    name: 'by two hosts at once',
    due: 1,
    async go(bench) {
      const { ada, stateDir } = await approved(bench);
      const other = await bench.on(DATABASE, { stateDir });
      const replies = await Promise.all([ada, other.ada].map((client) => client.restart(DATABASE)));
      expect(replies.filter((reply) => SENT.test(reply))).toHaveLength(1);
    },
  },
  {
    name: 'by two calls in one batch of 2025-03-26',
    due: 1,
    async go(bench) {
      const { raw } = await approved(bench);
      const client = await raw({ version: '2025-03-26' });
      const call = (id: number) => ({
        ...{ jsonrpc: '2.0', id, method: 'tools/call' },
        params: { name: DATABASE.tool, arguments: DATABASE.input },
      });
      client.wire.write([call(1), call(2)]);
      await client.wire.next();
    },
  },
];

export const APPROVALS: readonly Group[] = [
  { name: 'an approval for something else', ways: OTHERS },
  { name: 'an approval', ways: NOT_GIVEN },
  { name: 'an approval at another time', ways: CLOCK },
  { name: 'an approval used', ways: AGAIN },
];
