import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createPosts, type PostsOptions } from '../../src/http/posts.js';
import { bearer, closeAll, instantClock, json, serve } from './fixture.js';

const Taken = z.object({ taken: z.boolean() });
const quiet = (): void => undefined;

afterEach(closeAll);

function posting(options: Partial<PostsOptions> = {}) {
  return createPosts({
    declared: { record: '/records' },
    isCloud: () => false,
    env: {},
    proxySettings: {},
    redactor: { add: quiet },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    clock: instantClock(),
    ...options,
  });
}

/** A service that answers all with this status. */
const service = (status = 200, headers: Record<string, string> = {}) =>
  serve((_, response) => {
    json(response, { taken: true }, status, headers);
  });

describe('what a plugin posts', () => {
  it('goes to the path that was declared, below the end point, as JSON with its headers', async () => {
    const { url, received } = await service();
    const api = posting().api({ baseUrl: `${url}/v1`, headers: bearer });
    expect(await api.post('record', { seq: 1 }, Taken)).toEqual({ taken: true });
    expect(received).toMatchObject([
      {
        method: 'POST',
        url: '/v1/records',
        body: '{"seq":1}',
        headers: { 'content-type': 'application/json' },
      },
    ]);
    expect(received[0]?.headers.authorization).toMatch(/^Bearer /);
  });

  it('goes nowhere under a name that was not declared, then or later', async () => {
    const { url, received } = await service();
    const declared: Record<string, string> = { record: '/records' };
    const api = posting({ declared }).api({ baseUrl: url, headers: bearer });
    declared['destroy'] = '/destroy';
    await expect(api.post('destroy', {}, Taken)).rejects.toThrow(
      'The plugin declares no post called "destroy". Nothing was sent.',
    );
    expect(received).toEqual([]);
  });

  it('does not go to a cloud, also one that is known only by then', async () => {
    const { url, received } = await service();
    const clouds = new Set<string>();
    const api = posting({ isCloud: (origin) => clouds.has(origin) }).api({ baseUrl: url, headers: bearer });
    await api.post('record', {}, Taken);
    clouds.add(url);
    await expect(api.post('record', {}, Taken)).rejects.toThrow(
      `${url} is the end point of a cloud, to which nothing is posted. Nothing was sent.`,
    );
    expect(received).toHaveLength(1);
  });

  it('goes to one end point', async () => {
    const [first, second] = [await service(), await service()];
    const posts = posting();
    posts.api({ baseUrl: first.url, headers: bearer });
    expect(() => posts.api({ baseUrl: second.url, headers: bearer })).toThrow(
      `The posts of a plugin go to one end point; this one has ${first.url} already. Nothing was sent.`,
    );
    expect(() => posts.api({ baseUrl: 'http://192.0.2.1', headers: bearer })).toThrow('must be https');
  });

  it.each([
    [301, { location: '/elsewhere' }],
    [429, { 'retry-after': '0' }],
    [503, {}],
  ])('goes out once, also when it is answered with %i', async (status, headers) => {
    const { url, received } = await service(status, headers);
    await expect(posting().api({ baseUrl: url, headers: bearer }).post('record', {}, Taken)).rejects.toThrow(
      `POST /records was answered with HTTP ${String(status)}.`,
    );
    expect(received).toHaveLength(1);
  });

  it('fails where the answer is not what it should be', async () => {
    const { url } = await service();
    const api = posting().api({ baseUrl: url, headers: bearer });
    await expect(api.post('record', {}, z.object({ hash: z.string() }))).rejects.toHaveProperty(
      'code',
      'PROVIDER_ERROR',
    );
  });
});
