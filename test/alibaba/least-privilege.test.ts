import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { LEAST_PRIVILEGE } from '../../plugins/alibaba/least-privilege.js';

it('the policy to paste has every operation that the client names, and no other', async () => {
  const client = await readFile(new URL('../../plugins/alibaba/client.ts', import.meta.url), 'utf8');
  const { Statement } = JSON.parse(LEAST_PRIVILEGE.power.text) as { Statement: { Action: string[] }[] };
  const named = [...client.matchAll(/\b(\w+)Request\(/g)].map(([, name = '']) => `ecs:${name}`);
  expect(new Set(Statement[0]?.Action)).toEqual(new Set(named));
});
