import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { Network } from 'multi-cloud-manager/plugin';
import { createNetwork, type NetworkOptions } from '../../src/http/network.js';
import { closeAll, json, rejection, serve, serveProxy, tlsFile } from './fixture.js';

const open = new Set<{ close(): Promise<void> }>();
afterEach(async () => {
  await Promise.all([...open].map((network) => network.close()));
  open.clear();
  await closeAll();
});

function networkWith(options: Partial<NetworkOptions> = {}) {
  const secrets: string[] = [];
  const network = createNetwork({
    env: {},
    proxySettings: {},
    redactor: { add: (secret) => secrets.push(secret) },
    ...options,
  });
  open.add(network);
  return { network, secrets };
}

/** What an SDK does with the agents that it is given. */
async function request(network: Network, url: string): Promise<number | undefined> {
  const { http, https } = await network.agents(url);
  return new Promise((resolve, reject) => {
    const asked = url.startsWith('https:') ? httpsGet(url, { agent: https }) : httpGet(url, { agent: http });
    asked.on('error', reject);
    asked.on('response', (response) => {
      response.resume();
      response.on('end', () => {
        resolve(response.statusCode);
      });
    });
  });
}

describe('the network for an SDK [RULE:SDK-NETWORK]', () => {
  it('goes directly where nothing else is said', async () => {
    const server = await serve((_, response) => {
      json(response, {});
    });
    const { network } = networkWith();
    expect([await request(network, server.url), network.proxy(server.url)]).toEqual([200, undefined]);
  });

  it('goes through the proxy of the environment, and trusts the own certificates', async () => {
    const server = await serve((_, response) => {
      json(response, {});
    }, 'https');
    const proxy = await serveProxy();
    const { network } = networkWith({
      env: { HTTPS_PROXY: proxy.url },
      proxySettings: { caFile: tlsFile('ca.pem') },
    });
    expect(await request(network, server.url)).toBe(200);
    expect(proxy.targets).toEqual([`127.0.0.1:${String(server.port)}`]);
    expect(network.proxy(server.url)).toBe(`${proxy.url}/`);
  });

  it('does not trust a certificate that nobody named', async () => {
    const server = await serve((_, response) => {
      json(response, {});
    }, 'https');
    const error = await rejection(request(networkWith().network, server.url));
    expect(error).toMatchObject({ code: expect.stringMatching(/CERT|SIGN/) as unknown });
    expect(server.received).toEqual([]);
  });

  it('leaves out the proxy where NO_PROXY says so', () => {
    const { network } = networkWith({
      env: { HTTPS_PROXY: 'http://proxy.example.com:3128', NO_PROXY: '.internal.example.com' },
    });
    expect(network.proxy('https://ec2.internal.example.com')).toBeUndefined();
    expect(network.proxy('https://ec2.example.com')).toBe('http://proxy.example.com:3128/');
  });

  it('takes the proxy of the config before that of the environment, and tells the redactor of its password', () => {
    const { network, secrets } = networkWith({
      env: { HTTPS_PROXY: 'http://other.example.com:3128' },
      proxySettings: { proxy: 'http://ada:pass%20word@proxy.example.com:3128' },
    });
    expect(network.proxy('https://ec2.example.com')).toBe('http://ada:pass%20word@proxy.example.com:3128/');
    expect(secrets).toEqual(['pass word', 'pass%20word']);
  });

  it('tells the redactor of a user name that stands alone: then it is a token', () => {
    const { network, secrets } = networkWith({
      proxySettings: { proxy: 'http://t0ken-1@proxy.example.com' },
    });
    expect(network.proxy('https://ec2.example.com')).toBe('http://t0ken-1@proxy.example.com/');
    expect(secrets).toEqual(['t0ken-1']);
  });

  it('shares agents for an origin, and gives a fresh one that keeps no connection', async () => {
    const { network } = networkWith();
    const first = await network.agents('https://ec2.example.com');
    expect(await network.agents('https://ec2.example.com/')).toBe(first);
    expect(await network.agents('https://ecs.example.com')).not.toBe(first);
    const fresh = await network.agents('https://ec2.example.com', { fresh: true });
    expect(fresh).not.toBe(first);
    expect([first.https?.options.keepAlive, fresh.https?.options.keepAlive]).toEqual([true, false]);
  });

  it('refuses an end point that would send credentials unencrypted', async () => {
    const { network } = networkWith();
    expect(await rejection(network.agents('http://ec2.example.com'))).toMatchObject({
      code: 'PROVIDER_NOT_AVAILABLE',
    });
  });

  it('gives the certificates beside the usual ones, those of NODE_EXTRA_CA_CERTS too', async () => {
    expect(await networkWith().network.certificates()).toBeUndefined();
    const directory = await mkdtemp(join(tmpdir(), 'mcm-network-'));
    try {
      const extra = join(directory, 'extra.pem');
      await writeFile(extra, 'EXTRA');
      const { network } = networkWith({
        env: { NODE_EXTRA_CA_CERTS: extra },
        proxySettings: { caFile: tlsFile('ca.pem') },
      });
      expect(await network.certificates()).toEqual([
        ...rootCertificates,
        await readFile(tlsFile('ca.pem'), 'utf8'),
        'EXTRA',
      ]);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  it('says which file of certificates cannot be read', async () => {
    const { network } = networkWith({ proxySettings: { caFile: '/nowhere/ca.pem' } });
    expect(await rejection(network.certificates())).toMatchObject({
      code: 'PROVIDER_NOT_AVAILABLE',
      message: 'The CA file /nowhere/ca.pem cannot be read.',
    });
  });

  it('closes its connections, and can be closed without having had any', async () => {
    const server = await serve((_, response) => {
      json(response, {});
    });
    const { network } = networkWith();
    await request(network, server.url);
    const { http } = await network.agents(server.url);
    expect(Object.keys(http?.freeSockets ?? {})).toHaveLength(1);
    const free = Object.values(http?.freeSockets ?? {}).flat()[0];
    await network.close();
    expect(free?.destroyed).toBe(true);
    await networkWith().network.close();
  });
});
