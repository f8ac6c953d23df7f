import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, readFile } from 'node:fs/promises';
import { clientChecks } from '../../src/doctor/clients.js';
import type { Facts } from '../../src/doctor/facts.js';
import { loadLocale } from '../../src/locale/words.js';
import { Workspace } from '../config/workspace.js';
import { TestClock } from '../fixtures/clock.js';
import { factsOf } from './world.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

const PATH = process.env['PATH'] ?? '';
/** Answers as a server does, with two tools. */
const SERVER = `
import { createInterface } from 'node:readline';
const say = (message) => console.log(JSON.stringify({ jsonrpc: '2.0', ...message }));
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method } = JSON.parse(line);
  if (method === 'initialize') say({ id, result: { protocolVersion: '2025-11-25', capabilities: {} } });
  if (method === 'tools/list') say({ id, result: { tools: [{ name: 'a' }, { name: 'b' }] } });
  if (method === 'tools/call') process.exit(7);
}
`;
/** A script that registrations take for mcm. */
const script = (code: string) => workspace.write('opt/multi-cloud-manager/dist/cli.mjs', code);

/** What is found where Claude Desktop has this entry, or another client that file. */
async function found(
  entry: object,
  more: Partial<Facts> = {},
  file = 'home/.config/Claude/claude_desktop_config.json',
) {
  const key = file.endsWith('.vscode/mcp.json') ? 'servers' : 'mcpServers';
  await workspace.write(file, JSON.stringify({ [key]: { mcm: entry } }));
  return (
    await clientChecks(factsOf(workspace, { PATH, HOME: workspace.home, SECRET_OF_SHELL: 'no' }, more))
  )[0];
}
/** A server of this code, whose file is passed as mcm's own program. */
async function server(code: string, entry: object = {}, more: Partial<Facts> = {}, file?: string) {
  const program = await script(code);
  return found({ command: process.execPath, args: [program, 'serve'], ...entry }, { program, ...more }, file);
}

describe('a registration with a client [RULE:DOCTOR]', () => {
  it('works where it lists its tools', async () => {
    expect(await server(SERVER)).toEqual({
      id: 'client',
      subject: `Claude Desktop, mcm in ${workspace.home}/.config/Claude/claude_desktop_config.json`,
      status: 'ok',
      found: 'It starts and has 2 tools.',
    });
  });

  it('gets the bare environment, what the entry adds, and nothing of the terminal', async () => {
    const told = `${workspace.root}/told.json`;
    const spy = `import { writeFileSync } from 'node:fs';
writeFileSync(process.env.TOLD, JSON.stringify({ ...process.env, cwd: process.cwd() }));${SERVER}`;
    await server(spy, { env: { TOLD: told, MINE: '1' } });
    const { __CF_USER_TEXT_ENCODING, ...env } = JSON.parse(await readFile(told, 'utf8')) as Record<
      string,
      string
    >;
    expect(env).toEqual({ PATH, HOME: workspace.home, TOLD: told, MINE: '1', cwd: workspace.home });
  });

  it('fails where the command is missing, with one that is found', async () => {
    const check = await found(
      { command: 'mcm', args: ['serve', '--read-only'] },
      { program: '/opt/mcm/cli.js' },
    );
    expect(check).toMatchObject({
      status: 'failed',
      found: 'The command mcm is not found on the PATH that a client passes on.',
      next: expect.stringContaining('nvm'),
      paste: { text: '"command": "/usr/bin/node",\n"args": ["/opt/mcm/cli.js","serve","--read-only"]' },
    });
    expect(await found({ command: '/none/mcm' })).toMatchObject({
      found: 'The command /none/mcm is not found.',
    });
  });

  it('is told of in 简体中文', async () => {
    await loadLocale('zh-CN');
    const locale = { locale: 'zh-CN' } as const;
    expect(await server(SERVER, {}, locale)).toEqual({
      id: 'client',
      subject: `Claude Desktop，${workspace.home}/.config/Claude/claude_desktop_config.json 中的 mcm`,
      status: 'ok',
      found: '可以启动，提供 2 个工具。',
    });
    expect(await server('process.exit(7)', {}, locale)).toMatchObject({
      status: 'failed',
      found: '它在列出工具之前即已结束，退出码为 7。',
    });
    expect(await server(`process.kill(process.pid, 'SIGKILL')`, {}, locale)).toMatchObject({
      found: '它在列出工具之前即已被 SIGKILL 终止。',
    });
    expect(await found({ command: 'mcm', args: ['serve'] }, locale)).toMatchObject({
      found: '在客户端传递的 PATH 中找不到命令 mcm。',
      paste: { what: '在该条目中' },
    });
  });

  it('fails where it prints to stdout', async () => {
    expect(await server(`console.log('Welcome!');${SERVER}`)).toMatchObject({
      status: 'failed',
      found: 'It prints to stdout, where only MCP may be: Welcome!',
    });
  });

  it('fails where it ends, with the last words of its log as sentences', async () => {
    const line = { level: 'error', time: '2026-03-01T12:00:00.000Z', logger: 'host', msg: 'no state', n: 1 };
    const said = `${'x'.repeat(20_000)}\n${JSON.stringify(line)}\n`;
    expect(
      await server(`process.stderr.write(${JSON.stringify(said)}); process.exitCode = 2;`),
    ).toMatchObject({ status: 'failed', details: ['mcm error [host] no state {"n":1}'] });
  });

  it('fails where it ends, with its last words and without its secrets', async () => {
    const check = await server(
      `console.error('first\\n\\u001b[31mthe token ' + process.env.MY_TOKEN + ' is wrong'); process.exit(2);`,
      { env: { MY_TOKEN: 'dop_v1_secret' } },
    );
    expect(check).toMatchObject({
      status: 'failed',
      found: 'It ends with exit code 2 before it has listed its tools.',
      details: ['first', 'the token [redacted] is wrong'],
    });
  });

  it('fails where a signal ends it', async () => {
    expect(await server(`process.kill(process.pid, 'SIGKILL')`)).toMatchObject({
      status: 'failed',
      found: 'It ends by SIGKILL before it has listed its tools.',
    });
  });

  it('fails where it answers with an error', async () => {
    const refusing = SERVER.replace(
      'result: { tools',
      "error: { code: 1, message: 'no tools here' }, x: { tools",
    );
    expect(await server(refusing)).toMatchObject({
      status: 'failed',
      found: 'It answers with an error: no tools here',
    });
  });

  it('fails where it does not answer, and is ended with what it started', async () => {
    const clock = TestClock.still();
    const pids = `${workspace.root}/pids`;
    const hanging = `import { spawn } from 'node:child_process';
import { writeFileSync, renameSync } from 'node:fs';
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
writeFileSync(process.env.PIDS + '.new', JSON.stringify([process.pid, child.pid]));
renameSync(process.env.PIDS + '.new', process.env.PIDS);
setInterval(() => {}, 1000);`;
    const checked = server(hanging, { env: { PIDS: pids } }, { clock });
    const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
      for (;;) {
        const seen = await look();
        if (seen !== undefined) return seen;
        await new Promise(setImmediate);
      }
    };
    const started = await until(() => readFile(pids, 'utf8').catch(() => undefined));
    await until(async () => clock.slept.includes(30_000) || undefined);
    clock.advance(30_000);
    await until(async () => clock.slept.includes(5000) || undefined);
    clock.advance(5000);
    expect(await checked).toMatchObject({
      status: 'failed',
      found: 'It has not listed its tools within 30 s.',
    });
    const gone = async (pid: number): Promise<true | undefined> => {
      const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => ') Z');
      // One that nobody has asked how it ended is a zombie.
      return /\) [ZX]/.test(stat) || undefined;
    };
    for (const pid of JSON.parse(started) as number[]) await until(() => gone(pid));
  });

  it('is not started where it is switched off, or where only the client can', async () => {
    expect(await server(SERVER, { disabled: true })).toMatchObject({
      status: 'skipped',
      found: 'It is switched off there.',
    });
    const file = 'home/.config/Code/User/mcp.json';
    await workspace.write(
      file,
      JSON.stringify({ servers: { mcm: { command: 'mcm', env: { T: '${input:t}' } } } }),
    );
    const [check] = await clientChecks(factsOf(workspace));
    expect(check).toMatchObject({
      status: 'skipped',
      found: 'Not started: only VS Code itself can fill in ${input:t}.',
    });
  });

  it('in a file of this directory is started only when that is said', async () => {
    const file = 'open/project/.vscode/mcp.json';
    expect(await server(`throw new Error('It was run.');`, {}, {}, file)).toMatchObject({
      status: 'skipped',
      next: 'If you trust it, run `mcm doctor --project`.',
    });
    expect(await server(SERVER, {}, { project: true }, file)).toMatchObject({ status: 'ok' });
  });

  it('is a warning where a desktop may not find what a terminal does', async () => {
    const node = await workspace.write(
      'home/.nvm/bin/mcm',
      `#!/bin/sh\nexec "${process.execPath}" "${await script(SERVER)}"\n`,
    );
    await chmod(node, 0o755);
    const env = { PATH: `${workspace.home}/.nvm/bin:${PATH}`, HOME: workspace.home };
    const entry = { mcpServers: { mcm: { command: 'mcm' } } };
    await workspace.write('home/.config/Claude/claude_desktop_config.json', JSON.stringify(entry));
    await workspace.write('home/.claude.json', JSON.stringify(entry));
    const checks = await clientChecks(factsOf(workspace, env));
    expect(checks.map(({ status }) => status)).toEqual(['warning', 'ok']);
    expect(checks[0]?.found).toContain(`from ${node}`);
  });

  it('takes what an envFile says, and fails without it', async () => {
    const needing = `if (process.env.FROM_FILE !== 'yes') process.exit(3);${SERVER}`;
    const file = 'home/.cursor/mcp.json';
    const envFile = await workspace.write('home/mcm.env', 'FROM_FILE=yes\n');
    expect(await server(needing, { envFile }, {}, file)).toMatchObject({ status: 'ok' });
    expect(await server(needing, { envFile: '/none.env' }, {}, file)).toMatchObject({ status: 'failed' });
  });

  it('is not there on most machines', async () => {
    expect(await clientChecks(factsOf(workspace))).toMatchObject([{ status: 'skipped' }]);
  });

  it('is a warning where the file of a client is broken', async () => {
    await workspace.write('home/.cursor/mcp.json', '{');
    expect((await clientChecks(factsOf(workspace)))[0]).toMatchObject({
      status: 'warning',
      subject: 'Cursor',
      found: expect.stringContaining('it is not valid JSON'),
    });
  });
});
