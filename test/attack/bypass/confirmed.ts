import { expect } from '@jest/globals';
import type { Way } from './way.js';
import { APP, DATABASE, INNER, LEDGER, PAY, SHOP, WEB, type Target } from './world.js';

/** What these send shows that the ways beside them were one step away. */
const given = (name: string, target: Target, instead: object = {}): Way => ({
  name,
  async go(bench) {
    const { ada } = await bench.on(target);
    expect(await ada.restart(target, { ...target.right, ...instead })).toMatch(/^(in_progress|completed)$/);
  },
});

const byForm = (target: Target): Way => ({
  name: `a form that is filled in, on ${target.cloud}`,
  async go(bench) {
    const form = () => ({ action: 'accept' as const, content: { ...target.right } });
    const { ada } = await bench.on(target, { as: { form } });
    expect(await ada.restart(target)).toMatch(/^(in_progress|completed)$/);
  },
});

const byTerminal = (target: Target): Way => ({
  name: `an approval in a terminal, on ${target.cloud}`,
  async go(bench) {
    const { ada, person } = await bench.on(target);
    expect(await ada.restart(target)).toBe('confirmation_required');
    expect(await person.approves(target.right)).toBe('granted');
    expect(await ada.restart(target)).toMatch(/^(in_progress|completed)$/);
  },
});

export const CONFIRMED: readonly Way[] = [
  given('three right arguments on DigitalOcean', APP),
  given('three right arguments on Vultr', SHOP),
  given('three right arguments on Alibaba Cloud', WEB),
  given('the private address of a server that has no other', INNER),
  given('the address in another spelling', APP, { ip_confirmation: '2001:DB8:5:0::50' }),
  given('the address mapped into IPv6', APP, { ip_confirmation: '::ffff:203.0.113.50' }),
  given('the word in full width, which NFKC makes the same', APP, { operation_confirmation: 'ｒｅｂｏｏｔ' }),
  given('the word in Chinese', WEB, { operation_confirmation: '重新启动' }),
  given('the name with spaces around it', SHOP, { name_confirmation: ' shop-1 ' }),
  given('the word of a forced reboot for one', APP, { force: true, operation_confirmation: 'Power Cycle' }),
  ...[DATABASE, LEDGER, PAY].flatMap((target) => [byForm(target), byTerminal(target)]),
];
