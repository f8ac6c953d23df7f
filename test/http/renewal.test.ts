import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exec, file, type SecretRef } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { Redactor } from '../../src/audit/redactor.js';
import { createSecrets } from '../../src/config/secrets.js';
import { closeAll, json, live, makeClient, permitFor, rejection, serve } from './fixture.js';

const Body = z.object({ ok: z.boolean() });

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-renewal-'));
});
afterEach(async () => {
  await closeAll();
  await rm(directory, { recursive: true, force: true });
});

/** An API that takes one token, and a client that has it from this reference. */
async function apiWith(ref: SecretRef, right: string) {
  const server = await serve((request, response) => {
    const fits = request.headers.authorization === `Bearer ${right}`;
    json(response, fits ? { ok: true } : { id: 'unauthorized' }, fits ? 200 : 401);
  });
  const client = makeClient();
  const secrets = createSecrets({
    environment: { get: () => undefined },
    redactor: new Redactor(),
    clock: { now: () => new Date(), sleep: () => Promise.resolve() },
    directory,
  });
  const asked: boolean[] = [];
  const api = client.http.api({
    baseUrl: server.url,
    headers: async ({ fresh }) => {
      asked.push(fresh);
      return { authorization: `Bearer ${await secrets.resolve(ref, { fresh })}` };
    },
  });
  const tokens = () => server.received.map(({ headers }) => headers.authorization);
  return { ...client, api, asked, tokens, secrets, get: () => api.get('/x', Body, { signal: live() }) };
}

describe('credentials that were renewed outside [RULE:RENEWED-CREDENTIALS]', () => {
  it('of a program: a read that was refused asks once more with the new ones, and then goes on with them', async () => {
    const token = join(directory, 'token');
    await writeFile(token, 'token-old');
    const ref = exec(process.execPath, '-p', `require('node:fs').readFileSync('token', 'utf8')`);
    const { get, asked, tokens, secrets } = await apiWith(ref, 'token-new');
    expect(await secrets.resolve(ref)).toBe('token-old');
    await writeFile(token, 'token-new');
    expect(await get()).toEqual({ ok: true });
    expect(tokens()).toEqual(['Bearer token-old', 'Bearer token-new']);
    expect(asked).toEqual([false, true]);
    expect(await get()).toEqual({ ok: true });
    expect(tokens()).toHaveLength(3);
  });

  it('in a file: the next read has them without being refused', async () => {
    const token = join(directory, 'token');
    await writeFile(token, 'token-old');
    const { get, tokens } = await apiWith(file('token'), 'token-new');
    expect(await rejection(get())).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await writeFile(token, 'token-new');
    expect(await get()).toEqual({ ok: true });
    expect(tokens()).toEqual(['Bearer token-old', 'Bearer token-new']);
  });

  it('that are the same as before are not sent again', async () => {
    const { get, tokens, waits } = await apiWith('token-old', 'token-new');
    expect(await rejection(get())).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect([tokens(), waits]).toEqual([['Bearer token-old'], []]);
  });

  it('that are refused too end it there', async () => {
    let printed = 0;
    const server = await serve((_, response) => {
      json(response, {}, 401);
    });
    const { http } = makeClient();
    const api = http.api({
      baseUrl: server.url,
      headers: () => Promise.resolve({ authorization: `Bearer token-${String(++printed)}` }),
    });
    expect(await rejection(api.get('/x', Body, { signal: live() }))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
    });
    expect(server.received).toHaveLength(2);
  });

  it('are told to the redactor before they are sent', async () => {
    let printed = 0;
    const server = await serve((_, response, number) => {
      json(response, { ok: true }, number === 1 ? 401 : 200);
    });
    const { http, secrets } = makeClient();
    const api = http.api({
      baseUrl: server.url,
      headers: () => Promise.resolve({ authorization: `Bearer token-number-${String(++printed)}` }),
    });
    await api.get('/x', Body, { signal: live() });
    expect(secrets).toEqual(['token-number-1', 'token-number-2']);
  });

  it('are no reason to send a power request twice [RULE:NEVER-SENT-TWICE]', async () => {
    let printed = 0;
    const server = await serve((_, response) => {
      json(response, {}, 401);
    });
    const { http, mint } = makeClient();
    const api = http.api({
      baseUrl: server.url,
      headers: () => Promise.resolve({ authorization: `Bearer token-${String(++printed)}` }),
    });
    expect(await rejection(api.act(permitFor(mint), Body, { signal: live() }))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      details: { outcome: 'not_done' },
    });
    expect([server.received.length, printed]).toEqual([1, 1]);
  });
});
