import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import knownOwner from '../../examples/policies/known-owner.js';
import runbook from '../../examples/policies/runbook.js';
import { main } from '../../src/cli/main.js';
import { BUILTIN_POLICY_NAMES } from '../../src/config/builtin-names.js';
import { Acme, server } from '../fixtures/acme.js';
import { hostOf } from '../fixtures/hosts.js';
import { ending, REBOOT } from '../policies/worlds.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'examples', 'policies');
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mcm-docs-policies-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function mcm(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(args, {
    ...{
      stdin: new PassThrough(),
      stdout,
      stderr,
      cwd: folder,
      home,
      program: '',
      user: 'ada',
      locale: 'en' as const,
    },
    ...{ env: { MCM_STATE_DIR: join(home, 'state') }, platform: process.platform },
  });
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

describe('docs/policies.md', () => {
  it('shows what mcm policy test says of its cases', async () => {
    const text = await readFile(join(root, 'docs', 'policies.md'), 'utf8');
    const [, command = '', shown] = /^```text\n\$ mcm (.*?)\n(.*?)^```/ms.exec(text) ?? [];
    expect(await mcm(...command.split(' '))).toEqual({ code: 0, stdout: shown, stderr: '' });
  });

  it('has a config in TypeScript that loads, with every policy of it', async () => {
    const { code, stdout } = await mcm('policy', 'test', 'cases.yaml', '--config', 'mcm.config.ts', '--json');
    const { cases, not_run } = JSON.parse(stdout) as {
      cases: { said: { by: string }[] }[];
      not_run: string[];
    };
    expect(cases[0]?.said.map(({ by }) => by)).toEqual(['allow-targets']);
    expect(not_run).toEqual(['runbook']);
    // The cases are for the other config.
    expect(code).toBe(1);
  });

  it('explains every ready-made policy', async () => {
    const text = await readFile(join(root, 'docs', 'policies.md'), 'utf8');
    const explained = [...text.matchAll(/^### (.*)$/gm)].map(([, name = '']) => name);
    expect(explained.toSorted()).toEqual([...BUILTIN_POLICY_NAMES]);
  });

  it.each([
    [{ owner: 'ada' }, 'completed'],
    [{ env: 'test' }, 'human'],
  ])('its policy: a server with the tags %j → %s', async (tags, expected) => {
    const cloud = new Acme(server({ id: 'i-1', tags: { ...tags } }));
    const { call } = await hostOf(cloud, { policies: [knownOwner] });
    expect(ending(await call('manage_instance_power', REBOOT))).toBe(expected);
    expect((await call('list_instances')).isError).toBe(false);
  });

  it('its middleware adds to a challenge, and to nothing else', async () => {
    const { call } = await hostOf(new Acme(server({ id: 'i-1' })), { policies: [runbook] });
    const { ip_confirmation, ...without } = REBOOT;
    expect((await call('manage_instance_power', without)).text).toMatch(
      /\nRunbook: https:\/\/wiki\.example\.com\/manage_instance_power$/,
    );
    expect((await call('manage_instance_power', { ...without, ip_confirmation })).text).not.toContain(
      'Runbook',
    );
  });
});
