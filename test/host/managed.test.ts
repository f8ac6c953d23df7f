import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHost, type Host } from '../../src/host/create-host.js';
import { resolverFor, rulesOf } from '../../src/host/rules-of.js';
import { integrityOf } from '../../src/integrity/integrity.js';
import { messageOf, Workspace } from '../config/workspace.js';
import { contentOf, errorOf, SESSION } from '../fixtures/direct-host.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
let workspace: Workspace;
let close: (() => Promise<void>) | undefined;

beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(async () => {
  await close?.();
  close = undefined;
  await workspace.remove();
});

const managed = (content: object) => workspace.write('etc/mcm/managed.json', JSON.stringify(content));
const users = (content: object) =>
  workspace.write('home/.config/mcm/mcm.config.json', JSON.stringify(content));

const load = () =>
  workspace.load({
    managed: { directory: join(workspace.root, 'etc', 'mcm'), owner: process.getuid?.() },
  });

async function start(): Promise<Host> {
  const host = await createHost(await load(), { write: () => undefined });
  close = () => host.close();
  return host;
}

const call = (host: Host, tool: string) =>
  host.call({ tool, arguments: {}, session: SESSION, signal: new AbortController().signal });

const POLICY = `export default { kind: 'policy', name: 'NAME', evaluate: () => (ANSWER) };`;
const policy = (path: string, name: string, answer: object) =>
  workspace.write(path, POLICY.replace('NAME', name).replace('ANSWER', JSON.stringify(answer)));
const denied = { decision: 'deny', reason: 'no' };

/** A plugin package beside the user's config, and the integrity that it has. */
async function installed(version = '1.0.0') {
  const directory = 'home/.config/mcm/node_modules/mcm-plugin-nothing';
  await workspace.write(
    `${directory}/package.json`,
    JSON.stringify({ name: 'mcm-plugin-nothing', version, type: 'module', exports: './index.js' }),
  );
  const file = await workspace.write(
    `${directory}/index.js`,
    `import { definePlugin } from 'multi-cloud-manager/plugin';
export default definePlugin({ name: 'nothing', apiVersion: 1 });`,
  );
  const host = join(workspace.userDirectory, 'node_modules', 'multi-cloud-manager');
  await mkdir(join(workspace.userDirectory, 'node_modules'), { recursive: true });
  await symlink(root, host).catch(() => undefined);
  return { file, integrity: await integrityOf(join(workspace.root, directory)) };
}

/** Why the plugin of the user's config did not load; undefined where it did. */
async function refusal(): Promise<unknown> {
  const { notices, providers } = contentOf(await call(await start(), 'get_system_status')) as {
    notices: unknown;
    providers: readonly { readonly reason?: string; readonly description: string }[];
  };
  expect(notices).toEqual([]);
  return providers.find(({ description }) => description === 'A plugin that did not load.')?.reason;
}

describe('policies of a managed config', () => {
  it('come before those of the user, and count whatever the user says', async () => {
    await managed({ policies: ['./rules/first.js'] });
    await policy('etc/mcm/rules/first.js', 'first', denied);
    await users({ policies: ['./own.js'] });
    await policy('home/.config/mcm/own.js', 'own', denied);
    expect(errorOf(await call(await start(), 'get_supported_providers'))).toMatchObject({
      code: 'POLICY_DENIED',
      details: { policy: 'first' },
    });
  });

  it('that others could write stop the start', async () => {
    const file = await managed({ policies: ['./rules/first.js'] });
    const rule = await policy('etc/mcm/rules/first.js', 'first', denied);
    await chmod(rule, 0o666);
    expect(await messageOf(start())).toContain(
      `${file}: policies[0]: ./rules/first.js could not be loaded: ${rule} can be written by others (mode 0666)`,
    );
  });

  it('may be ready-made ones; wrong options are told by their place', async () => {
    await managed({ policies: ['require-reason', { use: 'max-actions', options: { count: 3, per: '1h' } }] });
    const status = contentOf(await call(await start(), 'get_system_status'));
    expect(status).toMatchObject({ counts: { policies: 2 } });
    await close?.();
    close = undefined;
    const file = await managed({ policies: [{ use: 'max-actions', options: { cout: 3, per: '1h' } }] });
    expect(await messageOf(start())).toContain(
      `${file}: policies[0].options.cout: unknown key; did you mean count?`,
    );
  });

  it('come with the rules of a config, which mcm policy test and the host load in one way', async () => {
    await managed({ policies: ['./rules/first.js'] });
    await policy('etc/mcm/rules/first.js', 'first', denied);
    const loaded = await load();
    const names = (await rulesOf(loaded, resolverFor(loaded))).map(({ name }) => name);
    expect(names).toEqual(['first']);
  });

  it('that are not there stop the start', async () => {
    const file = await managed({ policies: ['mcm-plugin-rules'] });
    expect(await messageOf(start())).toContain(
      `${file}: policies[0]: mcm-plugin-rules could not be loaded: there is no built-in, no plugin from \`mcm plugin add\`, and no npm package that can be found from ${join(workspace.root, 'etc', 'mcm')}`,
    );
  });
});

describe('the plugins that a managed config allows', () => {
  it('are told from others by name, built in or not', async () => {
    const file = await managed({ plugins: { allow: [{ name: 'vultr' }] } });
    await installed();
    await users({ plugins: ['vultr', 'aws', 'mcm-plugin-nothing'] });
    const { providers } = contentOf(await call(await start(), 'get_supported_providers'));
    expect(providers).toMatchObject([
      { name: 'vultr', reason: 'VULTR_API_KEY is not set' },
      { name: 'aws', reason: `the managed config ${file} does not allow it: it is not on its list` },
      { name: 'mcm-plugin-nothing', reason: expect.stringContaining('it is not on its list') },
    ]);
  });

  it('are told by version', async () => {
    await managed({ plugins: { allow: [{ name: 'mcm-plugin-nothing', version: '1.0.1' }] } });
    await installed();
    await users({ plugins: ['mcm-plugin-nothing'] });
    expect(await refusal()).toContain('its version is 1.0.0, and allowed is 1.0.1');
  });

  it('are told by what is in them', async () => {
    const { file, integrity } = await installed();
    await managed({ plugins: { allow: [{ name: 'mcm-plugin-nothing', version: '1.0.0', integrity }] } });
    await users({ plugins: ['mcm-plugin-nothing'] });
    expect(await refusal()).toBeUndefined();
    await close?.();
    await appendFile(file, '\n// changed\n');
    expect(await refusal()).toMatch(
      new RegExp(
        `does not allow it: its integrity is sha512-\\S+, and allowed is ${integrity.replace(/[+/]/g, '\\$&')}$`,
      ),
    );
  });

  it('may be a file that others cannot write', async () => {
    const plugin = await workspace.write(
      'opt/nothing.js',
      `import { definePlugin } from 'multi-cloud-manager/plugin';
export default definePlugin({ name: 'nothing', apiVersion: 1 });`,
    );
    await managed({ plugins: { allow: [{ name: plugin }] } });
    await users({ plugins: [plugin] });
    expect(await refusal()).toBeUndefined();
    await close?.();
    await chmod(plugin, 0o666);
    expect(await refusal()).toContain(`${plugin} can be written by others (mode 0666)`);
  });

  it('hold for the policies of the user too: one that is not allowed stops the start', async () => {
    const file = await managed({ plugins: { allow: [] } });
    await users({ plugins: [], policies: ['./own.js'] });
    await policy('home/.config/mcm/own.js', 'own', denied);
    expect(await messageOf(start())).toContain(
      `policies[0]: ./own.js could not be loaded: the managed config ${file} does not allow it: it is not on its list`,
    );
  });
});

it('get_system_status names the managed config and its hash', async () => {
  const file = await managed({});
  const status = await call(await start(), 'get_system_status');
  expect(contentOf(status)['managed']).toEqual([
    { file, hash: expect.stringMatching(/^sha256-[0-9a-f]{64}$/) },
  ]);
  expect(status).toMatchObject({ text: expect.stringContaining(`fixed by administrators: ${file} sha256-`) });
});
