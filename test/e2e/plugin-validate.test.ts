import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT, room, run, start } from './built.js';

let place: Awaited<ReturnType<typeof room>>;
beforeAll(async () => {
  place = await room();
  for (const [name, from] of [
    ['multi-cloud-manager', '.'],
    ['zod', 'node_modules/zod'],
  ] as const) {
    const link = join(place.directory, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(ROOT, from), link);
  }
});
afterAll(() => place.remove());

const MANIFEST = {
  name: 'mcm-plugin-acme',
  type: 'module',
  keywords: ['mcm-plugin'],
  exports: './index.js',
  dependencies: { zod: '^4.0.0' },
  peerDependencies: { 'multi-cloud-manager': '*' },
};

/** One read tool in plain JavaScript. */
const PLUGIN = `
import { definePlugin, injectable, Tool } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
class Tools { list() { return {}; } }
injectable()(Tools);
const spec = { name: 'list_acme_servers', title: 'List servers', description: 'Lists them.', access: 'read',
  input: z.strictObject({ limit: z.int() }), output: z.object({}) };
Tool(spec)(Tools.prototype, 'list');
const plugin = definePlugin({ name: 'acme', apiVersion: 1, tools: [Tools] });
export default plugin;
`;

let made = 0;

/** The folder of a package with this code. */
async function packageOf(code: string, manifest: object = {}): Promise<string> {
  const folder = `package-${String((made += 1))}`;
  await mkdir(join(place.directory, folder));
  await writeFile(
    join(place.directory, folder, 'package.json'),
    JSON.stringify({ ...MANIFEST, ...manifest }),
  );
  await writeFile(join(place.directory, folder, 'index.js'), code);
  return folder;
}

const validate = (...args: readonly string[]) =>
  run(['plugin', 'validate', ...args], { cwd: place.directory, env: place.env });

interface Report {
  readonly plugin: string;
  readonly findings: readonly { readonly rule: string; readonly where: string; readonly message: string }[];
  readonly errors: number;
  readonly warnings: number;
}

/** What is found in a package with this code. */
async function findingsIn(code: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await validate(await packageOf(code), '--json', ...args);
  const { findings } = JSON.parse(stdout) as Report;
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('mcm plugin validate', () => {
  it('says of a good package what was looked at, and ends with 0', async () => {
    const { code, stdout, stderr } = await validate(await packageOf(PLUGIN));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.replace(/\d+ ms/, 'N ms')).toBe(
      'mcm-plugin-acme: 0 errors, 0 warnings\nLooked at: package.json, the imports of 1 file, loading (N ms), stdout and what stays open, the plugin acme, 1 tool.\n',
    );
  });

  it('finds many faults at once, for machines too, and ends with 1', async () => {
    const broken = PLUGIN.replace(`description: 'Lists them.'`, `description: ''`)
      .replace('z.int()', 'z.any()')
      .replace('limit:', 'where_to:')
      .replace(`import { z }`, `import 'reflect-metadata';\nimport { z }`)
      .replace(`name: 'acme'`, `name: 'aws'`);
    const folder = await packageOf(broken.replace('limit', 'zone'), { name: 'acme', keywords: [] });
    await mkdir(join(place.directory, folder, 'node_modules'));
    await symlink(
      join(ROOT, 'node_modules/reflect-metadata'),
      join(place.directory, folder, 'node_modules/reflect-metadata'),
    );
    const { code, stdout, stderr } = await validate(folder, '--json');
    expect([code, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toEqual({
      plugin: 'acme',
      findings: [
        {
          rule: 'collision',
          severity: 'error',
          where: 'name',
          message: 'aws is the name of a plugin of mcm; choose another',
        },
        {
          rule: 'unlisted-dependency',
          severity: 'error',
          where: 'index.js',
          message: 'imports reflect-metadata, which package.json does not list; make it a dependency',
        },
        {
          rule: 'tool-description',
          severity: 'error',
          where: 'tools.list_acme_servers',
          message: 'has no description; say in one or two short sentences what it does',
        },
        {
          rule: 'package-name',
          severity: 'warning',
          where: 'package.json',
          message: 'its name is "acme"; people look for mcm-plugin-NAME or @scope/mcm-plugin-NAME',
        },
        {
          rule: 'package-keyword',
          severity: 'warning',
          where: 'package.json',
          message: 'its keywords lack mcm-plugin, by which people find plugins',
        },
        {
          rule: 'parameter-description',
          severity: 'warning',
          where: 'tools.list_acme_servers.where_to',
          message: 'has no description; add .describe() with a few words',
        },
        {
          rule: 'schema-any',
          severity: 'warning',
          where: 'tools.list_acme_servers',
          message: 'input.where_to can be anything, or is of a type that JSON does not have; give it a type',
        },
      ],
      errors: 3,
      warnings: 4,
    });
  });

  it('sees noise, leaks and faults that nobody caught, each on its line, and nothing that a terminal obeys', async () => {
    const folder = await packageOf(`${PLUGIN}
      import { writeSync } from 'node:fs';
      import { createServer } from 'node:net';
      console.log('started');
      writeSync(1, '\\u001b[2J');
      createServer().listen(0, '127.0.0.1');
      setInterval(() => undefined, 60_000);
      void Promise.reject(new Error('\\u001b[31mno such host'));
    `);
    const { code, stdout } = await validate(folder);
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      'error  uncaught        mcm-plugin-acme: throws where nobody catches it: no such host; catch it, and report it when a tool is called',
      String.raw`error  stdout-noise    mcm-plugin-acme: prints to stdout, which belongs to MCP: "started\n\u001b[2J"; use LOGGER`,
      'error  leaked-handles  mcm-plugin-acme: leaves open after it was taken down: 1 TCPServerWrap, 1 Timeout; open it when it is needed, and close it in dispose()',
      '',
      'mcm-plugin-acme: 3 errors, 0 warnings',
    ]);
  });

  it('takes what a plugin closes in dispose() for closed, and ends what it does not', async () => {
    const closing = PLUGIN.replace(
      'class Tools {',
      `import { createServer } from 'node:net';
       class Tools {
         timer = setInterval(() => undefined, 60_000);
         server = createServer().listen(0, '127.0.0.1');
         dispose() { clearInterval(this.timer); return new Promise((done) => this.server.close(done)); }`,
    );
    expect(await findingsIn(closing)).toEqual([]);
    const spawning = `import { spawn } from 'node:child_process';
      spawn(process.execPath, ['-e', 'setInterval(() => undefined, 60_000)'], { stdio: 'inherit' });`;
    // It returns: a program that keeps the stdout of the plugin is ended too.
    expect(await findingsIn(spawning + PLUGIN)).toEqual([
      'leaked-handles: leaves open after it was taken down: 1 ProcessWrap; open it when it is needed, and close it in dispose()',
    ]);
  });

  it('warns of a package that is slow to load', async () => {
    const busy = `
      const start = process.cpuUsage();
      const used = () => { const { user, system } = process.cpuUsage(start); return (user + system) / 1000; };
      while (used() < 350);
    `;
    const [finding, ...others] = await findingsIn(busy + PLUGIN);
    expect(others).toEqual([]);
    expect(finding).toMatch(/^startup-time: takes \d+ ms of processor time to load; /);
  });

  it.each([
    ['hangs', 'for (;;);', '1', 'it did not load within 1 s'],
    [
      'waits for ever',
      'await new Promise((done) => setTimeout(done, 2 ** 30));',
      '1',
      'it did not load within 1 s',
    ],
    [
      'hangs in a constructor',
      PLUGIN.replace('class Tools {', 'class Tools { constructor() { for (;;); }'),
      '3',
      'it did not construct its classes within 3 s',
    ],
    ['ends the process', 'process.exit(0);', '10', 'it ended the process while it was to load (exit code 0)'],
    ['crashes', 'process.abort();', '10', 'it ended the process while it was to load (SIGABRT)'],
    ['throws', `throw new Error('no luck');`, '10', 'it does not load: no luck'],
  ])('names a plugin that %s', async (_what, code, seconds, finding) => {
    expect(await findingsIn(code, '--timeout', seconds)).toEqual([`load-failed: ${finding}`]);
  });

  it('takes a hanging plugin with it when it is ended itself', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const folder = await packageOf(`
      import { once } from 'node:events';
      import { connect } from 'node:net';
      await once(connect(${String(port)}, '127.0.0.1'), 'connect');
      for (;;);
    `);
    const { child, ended } = start(['plugin', 'validate', folder], {
      cwd: place.directory,
      env: place.env,
    });
    const [socket] = (await once(server, 'connection')) as [Socket];
    socket.resume().on('error', () => undefined);
    const gone = once(socket, 'close');
    child.kill('SIGTERM');
    await gone;
    expect(await ended).toMatchObject({ code: null, stdout: '' });
    expect(child.signalCode).toBe('SIGTERM');
    server.close();
  });

  it('loads a package without mcm beside it with its own', async () => {
    const elsewhere = await room();
    try {
      await writeFile(join(elsewhere.directory, 'package.json'), JSON.stringify(MANIFEST));
      await writeFile(join(elsewhere.directory, 'index.js'), PLUGIN);
      const { code, stdout } = await validate(elsewhere.directory);
      expect([code, stdout]).toEqual([0, expect.stringContaining('0 errors, 0 warnings')]);
    } finally {
      await elsewhere.remove();
    }
  });

  it.each([
    ['acme-plugin.ts', 'a provider (power_on, power_off, power)'],
    ['quiet-hours-policy.ts', 'the policy quiet-hours'],
    ['webhook-confirmer.ts', 'confirmers'],
    ['http-audit-sink.ts', 'auditSinks'],
    ['vault-secret-source.ts', 'secretSources'],
  ])('finds nothing in examples/%s', async (file, seen) => {
    const { code, stdout } = await validate(join(ROOT, 'examples', file));
    expect(stdout).toContain(': 0 errors, 0 warnings\n');
    expect(stdout).toContain(seen);
    expect(code).toBe(0);
  });

  it('looks at a plugin that needs a config, when it is given one', async () => {
    const file = join(ROOT, 'examples/plugin-openstack/src/index.ts');
    const account = { authUrl: 'https://cloud.example.com', password: { username: 'u', project: 'p' } };
    const { code, stdout } = await validate(file, '--with', JSON.stringify({ accounts: [account] }));
    expect(stdout).toContain(': 0 errors, 0 warnings\n');
    expect(stdout).toContain(
      'a provider (power_on, power_off, reboot, findByAddress, power, progress, consequences)',
    );
    expect(code).toBe(0);
  });

  it.each([
    [['gone'], 'There is nothing at '],
    [[], 'Missing argument PATH.'],
    [['.', '--timeout', '0'], '--timeout is a whole number of seconds, 1 to 600.'],
    [['.', '--with', '[]'], '--with is one JSON object'],
  ])('ends with 2 for %j', async (args, sentence) => {
    const { code, stdout, stderr } = await validate(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
