import { expect, it } from '@jest/globals';
import type { StateStore } from 'multi-cloud-manager/plugin';
import { LateStore } from '../../../src/host/ports/late-store.js';
import { Slot } from '../../../src/host/ports/slot.js';
import { TestClock } from '../../fixtures/clock.js';

const never = () => new Promise<never>(() => undefined);
const hanging: StateStore = { name: 'etcd', get: never, list: never, put: never, remove: never };

const METHODS: readonly [string, (store: StateStore) => Promise<unknown>][] = [
  ['get', (store) => store.get('a/b')],
  ['list', (store) => store.list('a')],
  ['put', (store) => store.put('a/b', '1', {})],
  ['remove', (store) => store.remove('a/b', '1')],
];

it.each(METHODS)('%s of a state store that hangs is given up after ten seconds', async (_, ask) => {
  const clock = TestClock.still();
  const slot = new Slot<StateStore>();
  slot.fill(hanging);
  const asked = ask(new LateStore('etcd', slot, clock));
  await clock.sleeping();
  clock.advance(10_000);
  await expect(asked).rejects.toThrow('the state store etcd took longer than 10 s');
});

it.each(METHODS)('%s rejects before the plugins have loaded', async (_, ask) => {
  const store = new LateStore('etcd', new Slot<StateStore>(), TestClock.still());
  await expect(ask(store)).rejects.toThrow('the plugins have not loaded yet');
});
