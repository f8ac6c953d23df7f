import { afterEach, describe, expect, it } from '@jest/globals';
import { Limiter } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { TestClock } from '../fixtures/clock.js';
import { gate } from '../fixtures/gate.js';
import { bearer, closeAll, json, live, makeClient, permitFor, rejection, serve } from './fixture.js';

const Body = z.object({ path: z.string() });

afterEach(closeAll);

/** Tells when three requests have come to it. */
class Counting extends Limiter {
  readonly three = gate();
  #came = 0;

  override run<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
    const running = super.run(signal, request);
    if (++this.#came === 3) this.three.open();
    return running;
  }
}

describe('an API with a limiter [RULE:LIMITER]', () => {
  it('sends its requests in turn', async () => {
    const first = gate();
    const arrived = gate();
    const server = await serve((request, response, number) => {
      const answer = (): void => {
        json(response, { path: request.url });
      };
      if (number > 1) {
        answer();
        return;
      }
      arrived.open();
      void first.promise.then(answer);
    });
    const { http } = makeClient();
    const limiter = new Limiter(TestClock.still(), { concurrent: 1 });
    const api = http.api({ baseUrl: server.url, headers: bearer, limiter });
    const both = ['/a', '/b'].map((path) => api.get(path, Body, { signal: live() }));
    await arrived.promise;
    expect(server.received.map(({ url }) => url)).toEqual(['/a']);
    first.open();
    expect(await Promise.all(both)).toEqual([{ path: '/a' }, { path: '/b' }]);
  });

  it('paces power requests too, and counts a read that is tried again', async () => {
    const server = await serve((request, response, number) => {
      json(response, { path: request.url }, number === 1 ? 503 : 200);
    });
    const clock = TestClock.running();
    const { http, mint } = makeClient();
    const limiter = new Limiter(clock, { perSecond: 1 });
    const api = http.api({ baseUrl: server.url, headers: bearer, limiter });
    await api.get('/a', Body, { signal: live() });
    await api.act(permitFor(mint), Body, { signal: live() });
    expect(server.received.map(({ url }) => url)).toEqual(['/a', '/a', '/servers/42/actions']);
    expect(clock.slept).toEqual([1000, 1000]);
  });

  it('sends nothing for a call that ends while it waits for its turn', async () => {
    const arrived = gate();
    const server = await serve(() => {
      arrived.open();
    });
    const { http, mint } = makeClient();
    const limiter = new Counting(TestClock.still(), { concurrent: 1 });
    const api = http.api({ baseUrl: server.url, headers: bearer, limiter });
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = rejection(api.get('/a', Body, { signal: running.signal }));
    await arrived.promise;
    const read = rejection(api.get('/b', Body, { signal: waiting.signal }));
    const power = rejection(api.act(permitFor(mint), Body, { signal: waiting.signal }));
    await limiter.three.promise;
    waiting.abort();
    expect(await read).toMatchObject({ code: 'CANCELLED' });
    expect(await power).toMatchObject({ code: 'CANCELLED', details: { outcome: 'not_done' } });
    running.abort();
    expect(await first).toMatchObject({ code: 'CANCELLED' });
    expect(server.received.map(({ url }) => url)).toEqual(['/a']);
  });
});
