import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manualClock } from 'multi-cloud-manager/testing';
import {
  createDigitalOceanSimulator,
  droplet,
  exampleFleet,
  manyDroplets,
  rateLimited,
  SIMULATOR_TOKEN,
  type DigitalOceanSimulator,
} from '../../plugins/digitalocean/simulator.js';
import { act, ask, type Answer } from './simulator/ask.js';

let simulator: DigitalOceanSimulator;

beforeEach(async () => {
  simulator = await createDigitalOceanSimulator({
    clock: manualClock('2026-02-01T12:00:00Z'),
    accounts: [
      { droplets: exampleFleet(), tokens: { all: 'all', read: 'read', narrow: ['droplet:read'] } },
      { droplets: manyDroplets(45), tokens: { many: 'all' }, email: 'many@example.com' },
    ],
  });
});

afterEach(() => simulator.close());

const ids = ({ body }: Answer): number[] => body.droplets.map(({ id }) => id);

describe('who may ask', () => {
  it('starts with a token and a fleet of its own', async () => {
    const other = await createDigitalOceanSimulator();
    const answer = await fetch(`${other.url}/v2/droplets`, {
      headers: { authorization: `Bearer ${SIMULATOR_TOKEN}` },
    });
    await other.close();
    expect(((await answer.json()) as Answer['body']).meta.total).toBe(5);
  });

  it('a wrong token or none is unauthorized', async () => {
    const wrong = await ask(simulator.url, '/v2/account', 'wrong');
    expect([wrong.status, wrong.body]).toEqual([
      401,
      {
        id: 'unauthorized',
        message: 'Unable to authenticate you.',
        request_id: '00000000-0000-4000-8000-000000000001',
      },
    ]);
    expect((await fetch(`${simulator.url}/v2/droplets`)).status).toBe(401);
  });

  it('a token that may only read gets 403 when it acts, and nothing happens', async () => {
    const answer = await act(simulator.url, 123456, 'power_off', 'read');
    expect([answer.status, answer.body.id]).toEqual([403, 'forbidden']);
    expect((await ask(simulator.url, '/v2/droplets/123456/actions', 'read')).body.meta.total).toBe(1);
  });

  it('a token with some scopes gets 403 for the others', async () => {
    const paths = ['/v2/droplets', '/v2/account', '/v2/actions'];
    const statuses = await Promise.all(
      paths.map(async (path) => (await ask(simulator.url, path, 'narrow')).status),
    );
    expect(statuses).toEqual([200, 403, 403]);
  });

  it('each account has its own droplets', async () => {
    expect((await ask(simulator.url, '/v2/droplets/123456', 'many')).status).toBe(404);
    expect((await ask(simulator.url, '/v2/account', 'many')).body.account).toMatchObject({
      email: 'many@example.com',
      status: 'active',
    });
  });

  it('every answer has the rate limit and a request id', async () => {
    const { headers } = await ask(simulator.url, '/v2/nowhere');
    expect(
      ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'x-request-id'].map((name) =>
        headers.get(name),
      ),
    ).toEqual(['5000', '4999', '1769950800', '00000000-0000-4000-8000-000000000001']);
  });

  it('asking too often is worded as the API does', async () => {
    simulator.fail(rateLimited(7));
    const answer = await ask(simulator.url, '/v2/droplets');
    expect([
      answer.status,
      answer.headers.get('retry-after'),
      answer.headers.get('ratelimit-remaining'),
    ]).toEqual([429, '7', '0']);
    expect(answer.body).toEqual({ id: 'too_many_requests', message: 'API rate limit exceeded.' });
  });
});

describe('listing droplets', () => {
  it('leaves GPU droplets out unless they are asked for', async () => {
    expect(ids(await ask(simulator.url, '/v2/droplets'))).toEqual([123456, 123457, 123458, 123459, 123460]);
    expect(ids(await ask(simulator.url, '/v2/droplets?type=droplets'))).not.toContain(123461);
    const gpus = await ask(simulator.url, '/v2/droplets?type=gpus');
    expect(ids(gpus)).toEqual([123461]);
    expect(gpus.body.droplets[0]?.gpu_info?.model).toBe('nvidia_h100');
  });

  it('gives 20 a page, and links to the others', async () => {
    const first = await ask(simulator.url, '/v2/droplets', 'many');
    const to = (page: number): string => `${simulator.url}/v2/droplets?page=${String(page)}`;
    expect([first.body.droplets.length, first.body.meta.total]).toEqual([20, 45]);
    expect(first.body.links.pages).toEqual({ next: to(2), last: to(3) });
    const second = await ask(simulator.url, to(2), 'many');
    expect(second.body.links.pages).toEqual({ first: to(1), prev: to(1), next: to(3), last: to(3) });
    const third = await ask(simulator.url, to(3), 'many');
    expect(third.body.links.pages).toEqual({ first: to(1), prev: to(2) });
    const every = [...ids(first), ...ids(second), ...ids(third)];
    expect([every.length, new Set(every).size, every.at(-1)]).toEqual([45, 45, 500045]);
  });

  it('keeps the rest of the query in its links', async () => {
    const { body } = await ask(simulator.url, '/v2/droplets?type=droplets&per_page=44', 'many');
    expect(body.links.pages?.['next']).toBe(`${simulator.url}/v2/droplets?type=droplets&per_page=44&page=2`);
  });

  it('gives up to 200 a page, and no links when that is all', async () => {
    const { body } = await ask(simulator.url, '/v2/droplets?per_page=200', 'many');
    expect([body.droplets.length, body.links]).toEqual([45, {}]);
    expect((await ask(simulator.url, '/v2/droplets?per_page=201', 'many')).status).toBe(422);
    expect((await ask(simulator.url, '/v2/droplets?page=0', 'many')).status).toBe(422);
  });

  it('filters by name and by tag, not by both', async () => {
    expect(ids(await ask(simulator.url, '/v2/droplets?name=WEB-server-01'))).toEqual([123456]);
    expect(ids(await ask(simulator.url, '/v2/droplets?tag_name=production'))).toEqual([123457]);
    expect((await ask(simulator.url, '/v2/droplets?tag_name=web&name=web-server-01')).status).toBe(422);
  });

  it('sends an IPv6 address as it was spelled', async () => {
    const { body } = await ask(simulator.url, '/v2/droplets/123458');
    expect(body.droplet.networks.v6[0]?.ip_address).toBe('2001:0DB8:0000:0000:0000:0000:0000:0A01');
    expect(body.droplet.networks.v4).toEqual([]);
  });

  it('does not know a droplet that is not there', async () => {
    const answer = await ask(simulator.url, '/v2/droplets/1');
    expect([answer.status, answer.body.id]).toEqual([404, 'not_found']);
  });

  it('takes every detail of a droplet from its spec', () => {
    const { wire } = droplet({ id: 7, name: 'x', sizeSlug: 'c-made-up', vcpus: 32, memory: 131072, disk: 9 });
    expect([wire.vcpus, wire.memory, wire.disk, wire.size.vcpus, wire.size_slug]).toEqual([
      32,
      131072,
      9,
      32,
      'c-made-up',
    ]);
  });
});
