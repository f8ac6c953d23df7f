import { describe, expect, it } from '@jest/globals';
import { Limiter } from 'multi-cloud-manager/plugin';
import { TestClock } from '../fixtures/clock.js';
import { gate } from '../fixtures/gate.js';

const live = (): AbortSignal => new AbortController().signal;
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );

/** Everything that can happen without time passing or a gate opening has happened. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** Requests that note when they started, and end when the test says so. */
function requests(limiter: Limiter, clock: TestClock) {
  const started: (readonly [string, number])[] = [];
  const begin = clock.now().getTime();
  const gates = new Map<string, ReturnType<typeof gate<string>>>();
  return {
    started,
    names: () => started.map(([name]) => name),
    end: async (name: string) => {
      gates.get(name)?.open(`${name} is done`);
      await settled();
    },
    ask: (name: string, signal = live()) => {
      const ending = gate<string>();
      gates.set(name, ending);
      return limiter.run(signal, () => {
        started.push([name, clock.now().getTime() - begin]);
        return ending.promise;
      });
    },
  };
}

describe('a limiter [RULE:LIMITER]', () => {
  it('without limits holds nothing up', async () => {
    const clock = TestClock.still();
    const { ask, end, names } = requests(new Limiter(clock, {}), clock);
    const answers = ['a', 'b', 'c'].map((name) => ask(name));
    await settled();
    expect(names()).toEqual(['a', 'b', 'c']);
    for (const name of names()) await end(name);
    expect(await Promise.all(answers)).toEqual(['a is done', 'b is done', 'c is done']);
  });

  it('lets so many run at once and the others in turn, each when a place is free', async () => {
    const clock = TestClock.still();
    const { ask, end, names } = requests(new Limiter(clock, { concurrent: 2 }), clock);
    for (const name of ['a', 'b', 'c', 'd']) void ask(name);
    await settled();
    expect(names()).toEqual(['a', 'b']);
    await end('b');
    expect(names()).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(names()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets no more start within any second than the cloud takes', async () => {
    const clock = TestClock.still();
    const limiter = new Limiter(clock, { perSecond: 2 });
    const { ask, started } = requests(limiter, clock);
    for (const name of ['a', 'b', 'c', 'd', 'e']) void ask(name);
    await settled();
    for (const ms of [999, 1, 999, 1]) {
      clock.advance(ms);
      await settled();
    }
    expect(started).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1000],
      ['d', 1000],
      ['e', 2000],
    ]);
  });

  it('counts the second from each start, not from its own clock strike', async () => {
    const clock = TestClock.still();
    const { ask, started } = requests(new Limiter(clock, { perSecond: 2 }), clock);
    void ask('a');
    await settled();
    clock.advance(600);
    void ask('b');
    await settled();
    clock.advance(200);
    for (const name of ['c', 'd']) void ask(name);
    await settled();
    for (const ms of [199, 1, 599, 1]) {
      clock.advance(ms);
      await settled();
    }
    expect(started).toEqual([
      ['a', 0],
      ['b', 600],
      ['c', 1000],
      ['d', 1600],
    ]);
  });

  it('keeps both limits together', async () => {
    const clock = TestClock.still();
    const { ask, end, started } = requests(new Limiter(clock, { perSecond: 2, concurrent: 1 }), clock);
    for (const name of ['a', 'b', 'c']) void ask(name);
    await settled();
    clock.advance(400);
    await end('a');
    expect(started).toEqual([
      ['a', 0],
      ['b', 400],
    ]);
    await end('b');
    expect(started).toHaveLength(2);
    clock.advance(600);
    await settled();
    expect(started[2]).toEqual(['c', 1000]);
  });

  it('lets no more start within any minute either, and keeps the stricter of the two', async () => {
    const clock = TestClock.still();
    const { ask, started } = requests(new Limiter(clock, { perSecond: 2, perMinute: 3 }), clock);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) void ask(name);
    await settled();
    for (const ms of [1000, 58_999, 1, 999, 1, 59_000]) {
      clock.advance(ms);
      await settled();
    }
    expect(started).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1000],
      ['d', 60_000],
      ['e', 60_000],
      ['f', 61_000],
      ['g', 120_000],
    ]);
  });

  it('gives the place of a request that fails to the next, and the failure to its caller', async () => {
    const clock = TestClock.still();
    const limiter = new Limiter(clock, { concurrent: 1 });
    const { ask, names } = requests(limiter, clock);
    const failing = failure(limiter.run(live(), () => Promise.reject(new Error('refused'))));
    const throwing = failure(
      limiter.run(live(), () => {
        throw new Error('thrown');
      }),
    );
    void ask('next');
    expect([String(await failing), String(await throwing)]).toEqual(['Error: refused', 'Error: thrown']);
    await settled();
    expect(names()).toEqual(['next']);
  });

  it('asks nothing for a caller that has left already', async () => {
    const clock = TestClock.still();
    const { ask, names } = requests(new Limiter(clock, { concurrent: 1 }), clock);
    expect(await failure(ask('a', AbortSignal.abort('left')))).toBe('left');
    void ask('b');
    await settled();
    expect(names()).toEqual(['b']);
  });

  it('lets a caller leave the queue at once, and calls the one behind it', async () => {
    const clock = TestClock.still();
    const { ask, end, names } = requests(new Limiter(clock, { concurrent: 1 }), clock);
    const leaving = new AbortController();
    void ask('a');
    const left = failure(ask('b', leaving.signal));
    for (const name of ['c', 'd']) void ask(name);
    await settled();
    leaving.abort('left');
    expect(await left).toBe('left');
    await end('a');
    expect(names()).toEqual(['a', 'c']);
    await end('c');
    expect(names()).toEqual(['a', 'c', 'd']);
  });

  it('calls nobody who has left, also from the end of the queue', async () => {
    const clock = TestClock.still();
    const { ask, end, names } = requests(new Limiter(clock, { concurrent: 1 }), clock);
    const leaving = new AbortController();
    for (const name of ['a', 'b']) void ask(name);
    const left = failure(ask('c', leaving.signal));
    await settled();
    leaving.abort('left');
    expect(await left).toBe('left');
    await end('a');
    expect(names()).toEqual(['a', 'b']);
    void ask('d');
    await end('b');
    expect(names()).toEqual(['a', 'b', 'd']);
  });

  it('calls the next where one leaves in the very moment in which it is called', async () => {
    const clock = TestClock.still();
    const limiter = new Limiter(clock, { concurrent: 1 });
    const { ask, names } = requests(limiter, clock);
    const leaving = new AbortController();
    const answering = gate();
    const first = limiter.run(live(), async () => {
      await answering.promise;
      // After the place was handed on, and before the one that was called goes on.
      queueMicrotask(() => {
        queueMicrotask(() => {
          leaving.abort('left');
        });
      });
    });
    const left = failure(ask('b', leaving.signal));
    void ask('c');
    await settled();
    answering.open();
    await first;
    await settled();
    expect(await left).toBe('left');
    expect(names()).toEqual(['c']);
  });

  it('lets a caller leave while it waits for its second, and keeps no place for it', async () => {
    const clock = TestClock.still();
    const { ask, end, names } = requests(new Limiter(clock, { perSecond: 1, concurrent: 2 }), clock);
    const leaving = new AbortController();
    void ask('a');
    const left = failure(ask('b', leaving.signal));
    await settled();
    leaving.abort('left');
    expect(await left).toBeInstanceOf(Error);
    await end('a');
    for (const name of ['c', 'd']) void ask(name);
    await settled();
    clock.advance(10_000);
    await settled();
    expect(names()).toEqual(['a', 'c', 'd']);
  });
});
