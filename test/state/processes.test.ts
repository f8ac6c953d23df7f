import { describe, expect, it } from '@jest/globals';
import { acquireLease } from '../../src/state/lease.js';
import { FileStore } from '../../src/state/file-store.js';
import { TestClock } from '../fixtures/clock.js';
import { children } from './processes.js';
import { stateRoom } from './room.js';
import { given } from './store-contract.js';

const room = stateRoom();
const start = children(() => room.path);
const own = () => new FileStore({ stateDir: room.path, clock: TestClock.still(), host: 'own' });

async function together(count: number, task: string, times = 0): Promise<readonly (readonly unknown[])[]> {
  const all = await start(count, task, times);
  for (const child of all) child.go();
  return Promise.all(all.map((child) => child.rest()));
}

describe('processes that share a state directory', () => {
  it('lose no increment, eight of them with fifty each', async () => {
    const said = await together(8, 'count', 50);
    expect((await given(own().get('counter/one'))).value).toBe(400);
    const values = said.flat().map(Number);
    expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, n) => n + 1));
  });

  it('put once, eight of them', async () => {
    const said = await together(8, 'put');
    expect(said.flat().filter((won) => won === true)).toHaveLength(1);
    expect(await own().list('thing')).toHaveLength(1);
  });

  it('use an approval once, eight of them', async () => {
    await own().putIfAbsent('approval/one', 'granted');
    const said = await together(8, 'consume');
    expect(said.flat().filter((used) => used === true)).toHaveLength(1);
    expect(await own().get('approval/one')).toBeUndefined();
  });

  it('leave what they said they did, and at most one change more, when they are killed in the middle', async () => {
    const store = own();
    let before = 0;
    for (const after of [1, 2, 3, 5, 8, 13]) {
      const [child] = await start(1, 'count', 10_000);
      child?.go();
      let said = before;
      for (let n = 0; n < after; n++) said = Number(await child?.said());
      await child?.kill();
      for (let more = await child?.said(); more !== undefined; more = await child?.said())
        said = Number(more);
      const { value } = await given(store.get('counter/one'));
      expect([said, said + 1]).toContain(value);
      before = Number(value);
    }
    expect(before).toBeGreaterThanOrEqual(32);
  });
});

describe('a lease of another process', () => {
  it('is busy while the process runs, and free when it gave it back', async () => {
    const [holder] = await start(1, 'lease');
    holder?.go();
    expect(await holder?.said()).toBe('held');
    const store = own();
    const busy = await acquireLease(store, 'lease/one', 'own');
    expect(busy).toMatchObject({ heldBy: { value: holder?.process.pid } });
    holder?.go();
    expect(await holder?.rest()).toEqual([true]);
    expect(await acquireLease(store, 'lease/one', 'own')).toHaveProperty('lease');
  });

  it('is taken over once the process was killed', async () => {
    const [holder] = await start(1, 'lease');
    holder?.go();
    expect(await holder?.said()).toBe('held');
    await holder?.kill();
    const taken = await acquireLease(own(), 'lease/one', 'own');
    expect('lease' in taken && (await taken.lease.isHeld())).toBe(true);
  });

  it('stays with a process that is stopped, and is still its own when it goes on', async () => {
    const [holder] = await start(1, 'lease');
    holder?.go();
    expect(await holder?.said()).toBe('held');
    holder?.process.kill('SIGSTOP');
    expect(await acquireLease(own(), 'lease/one', 'own')).toHaveProperty('heldBy');
    holder?.process.kill('SIGCONT');
    holder?.go();
    expect(await holder?.rest()).toEqual([true]);
  });

  it('goes to one of eight who find its process gone', async () => {
    const [holder] = await start(1, 'lease');
    holder?.go();
    expect(await holder?.said()).toBe('held');
    await holder?.kill();
    const heirs = await start(8, 'lease');
    for (const heir of heirs) heir.go();
    const said = await Promise.all(heirs.map((heir) => heir.said()));
    expect(said.filter((answer) => answer === 'held')).toHaveLength(1);
    expect(said.filter((answer) => answer === 'busy')).toHaveLength(7);
  });
});
