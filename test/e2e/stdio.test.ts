import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { call, connect, room, run, start } from './built.js';

const INITIALIZE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
});

describe('stdin and stdout of the built program', () => {
  it('ends when its client is gone, also where nobody reads stderr any more', async () => {
    const { directory, env, remove } = await room();
    await writeFile(join(directory, 'mcm.json'), '{ "logLevel": "debug", "plugins": ["./none.js"] }');
    const { child, ended } = start(['serve', '--config', 'mcm.json'], { cwd: directory, env });
    child.stderr.destroy();
    child.stdin.write(`${INITIALIZE}\n`);
    child.stdin.write(
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_instance_info"}}\n',
    );
    child.stdin.end();
    expect((await ended).code).toBe(0);
    await remove();
  });

  it('answers garbage as JSON-RPC says and writes nothing else to stdout [RULE:STDOUT-PURE]', async () => {
    const { directory, env, remove } = await room();
    const lines = [
      'garbage',
      '{"jsonrpc":"2.0","id":7,"method":"tools/list"}',
      INITIALIZE,
      '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      '{"half":',
      `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_system_status","arguments":{"x":"${'y'.repeat(5_000_000)}"}}}`,
      '{"jsonrpc":"2.0","id":3,"method":"no/such"}',
      '{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"no_such_tool"}}',
      '{"jsonrpc":"2.0","id":99,"result":{}}',
    ];
    const { code, stdout } = await run(['serve'], { cwd: directory, env, input: `${lines.join('\n')}\n` });
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { id?: unknown; error?: { code: number }; result?: { isError?: boolean } },
      );
    expect(code).toBe(0);
    expect(answers.filter(({ id }) => id === null).map(({ error }) => error?.code)).toEqual([-32700, -32700]);
    const errorOf = (id: number) =>
      answers.filter((answer) => answer.id === id).map(({ error }) => error?.code);
    expect(errorOf(7)).toHaveLength(1);
    expect(errorOf(3)).toEqual([-32601]);
    expect(errorOf(4)).toEqual([-32602]);
    expect(answers.filter(({ id }) => id === 2).map(({ result }) => result?.isError)).toEqual([true]);
    expect(answers.filter(({ id }) => id === 99)).toEqual([]);
    await remove();
  }, 30_000);

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s', async (signal) => {
    const { directory, env, remove } = await room();
    const { child, ended } = start(['serve'], { cwd: directory, env });
    child.stdin.write(`${INITIALIZE}\n`);
    await new Promise((resolve) => createInterface(child.stdout).once('line', resolve));
    child.kill(signal);
    expect((await ended).code).toBe(0);
    await remove();
  });

  it('sends what a plugin prints to stderr, and other tools keep working', async () => {
    const { directory, env, remove } = await room();
    await writeFile(
      join(directory, 'noisy.ts'),
      `import { definePlugin, injectable, Tool } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
console.log('at import');
@injectable()
class Noisy {
  @Tool({ name: 'say_something', title: 'Say', description: 'Prints.', access: 'read', input: z.strictObject({}), output: z.object({ said: z.boolean() }) })
  say() { process.stdout.write('in a tool'); return { said: true }; }
}
export default definePlugin({ name: 'noisy', apiVersion: 1, tools: [Noisy] });
`,
    );
    await writeFile(
      join(directory, 'mine.json'),
      JSON.stringify({ plugins: ['./noisy.ts', './missing.js'] }),
    );
    const { client, stderr } = await connect(['serve', '--config', 'mine.json'], { cwd: directory, env });
    expect(await call(client, 'say_something')).toEqual({ said: true });
    const { providers } = (await call(client, 'get_supported_providers')) as {
      providers: { name: string }[];
    };
    expect(providers.map(({ name }) => name)).toEqual(['./missing.js']);
    await client.close();
    expect(stderr()).toContain('at import');
    expect(stderr()).toContain('in a tool');
    await remove();
  }, 30_000);
});

describe('a config that is broken or not trusted', () => {
  it('ends with 2 and one sentence for an unknown key [RULE:CONFIG-EXPLAINED]', async () => {
    const { directory, env, remove } = await room();
    await writeFile(join(directory, 'mine.json'), '{"readOnli": true}');
    const { code, stdout, stderr } = await run(['serve', '--config', 'mine.json'], { cwd: directory, env });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('readOnli: unknown key; did you mean readOnly?');
    await remove();
  });

  it('starts read-only beside a config that nobody trusts, and loads it after `mcm trust` [RULE:CONFIG-TRUST]', async () => {
    const { directory, env, remove } = await room();
    const work = join(directory, 'work');
    await mkdir(work);
    await writeFile(join(work, 'mcm.config.json'), '{"plugins": ["digitalocean"]}');

    const before = await connect(['serve'], { cwd: work, env });
    const tools = async (client: typeof before.client) =>
      (await client.listTools()).tools.map(({ name }) => name).filter((name) => name.startsWith('reboot'));
    expect(await tools(before.client)).toEqual([]);
    const status = await call(before.client, 'get_system_status');
    expect([status['read_only'], String(status['notices'])]).toEqual([
      true,
      expect.stringContaining('mcm trust'),
    ]);
    const refused = await call(before.client, 'reboot_digitalocean_droplet', { droplet_id: 1 });
    expect(refused['error']).toMatchObject({ code: 'POLICY_DENIED' });
    await before.client.close();
    expect(before.stderr()).toContain('mcm trust');

    expect((await run(['trust'], { cwd: work, env })).code).toBe(0);
    const after = await connect(['serve'], { cwd: work, env });
    expect(await tools(after.client)).toEqual(['reboot_digitalocean_droplet']);
    await after.client.close();

    expect((await run(['trust', '--remove'], { cwd: work, env })).code).toBe(0);
    const again = await connect(['serve'], { cwd: work, env });
    expect(await tools(again.client)).toEqual([]);
    await again.client.close();
    await remove();
  }, 30_000);
});
