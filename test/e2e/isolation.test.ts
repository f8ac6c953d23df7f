import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { call, connect, room, start } from './built.js';

// The faults that need a process of their own; those that do not are in test/host/isolation.test.ts.

/** A plugin with one tool. */
const plugin = (name: string, tool: string, body: string, atImport = ''): string => `
import { definePlugin, injectable, Tool } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
${atImport}
@injectable()
class Tools {
  @Tool({ name: '${tool}', title: 'Tool', description: 'A tool.', access: 'read', input: z.strictObject({}), output: z.object({ done: z.boolean() }) })
  async run() { ${body} return { done: true }; }
}
export default definePlugin({ name: '${name}', apiVersion: 1, tools: [Tools] });
`;

let place: Awaited<ReturnType<typeof room>>;
const ends: (() => unknown)[] = [];

beforeEach(async () => {
  place = await room();
  const { directory } = place;
  await writeFile(join(directory, 'steady.ts'), plugin('steady', 'stay_well', ''));
  await writeFile(join(directory, 'mine.json'), '{ "plugins": ["./faulty.ts", "./steady.ts"] }');
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await place.remove();
});

const faulty = (body: string, atImport = ''): Promise<void> =>
  writeFile(join(place.directory, 'faulty.ts'), plugin('faulty', 'do_work', body, atImport));

const SERVE = ['serve', '--config', 'mine.json'];

/** The SDK's client on a host that loads the faulty plugin and the steady one. */
async function client(): Promise<Awaited<ReturnType<typeof connect>>> {
  const connected = await connect(SERVE, { cwd: place.directory, env: place.env });
  ends.push(() => connected.client.close());
  return connected;
}

describe('a promise that a plugin rejects and nobody handles leaves the host serving, and is told on stderr [RULE:BROKEN-PLUGIN]', () => {
  it('in the background, at import', async () => {
    await faulty('', `void Promise.reject(new Error('lost in the background'));`);
    const { client: host, stderr } = await client();
    expect(await call(host, 'stay_well')).toEqual({ done: true });
    expect(await call(host, 'do_work')).toEqual({ done: true });
    await host.close();
    expect(stderr()).toContain('Unhandled rejection, still serving: Error: lost in the background');
  });

  it('in a tool', async () => {
    await faulty(`void Promise.reject(new Error('lost in a tool'));`);
    const { client: host, stderr } = await client();
    expect(await call(host, 'do_work')).toEqual({ done: true });
    expect(await call(host, 'stay_well')).toEqual({ done: true });
    expect(await call(host, 'do_work')).toEqual({ done: true });
    await host.close();
    expect(stderr()).toContain('Unhandled rejection, still serving: Error: lost in a tool');
  });

  it('also where it is an exception, thrown from a timer', async () => {
    await faulty(
      `await new Promise((resolve) => setImmediate(() => { resolve(); throw new Error('late'); }));`,
    );
    const { client: host, stderr } = await client();
    expect(await call(host, 'do_work')).toEqual({ done: true });
    expect(await call(host, 'stay_well')).toEqual({ done: true });
    await host.close();
    expect(stderr()).toContain('Uncaught exception, still serving: Error: late');
  });
});

/** The answers to what a client without the SDK says: initialize, and a call of each tool, ids 1 to 3. */
const SAID = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
  },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/call', params: { name: 'do_work', arguments: {} } },
  { id: 3, method: 'tools/call', params: { name: 'stay_well', arguments: {} } },
]
  .map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  .join('');

/** Runs the program until it ends by itself. */
async function ended(args: readonly string[], input: string): ReturnType<typeof start>['ended'] {
  const { child, ended } = start(args, { cwd: place.directory, env: place.env });
  ends.push(() => child.kill('SIGKILL'));
  child.stdin.end(input);
  return ended;
}

/** What each line of stdout answers; fails where a line is not JSON. */
const answers = (stdout: string): readonly unknown[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id?: unknown; result?: { structuredContent?: unknown } })
    .map(({ id, result }) => [id, result?.structuredContent]);

describe('a plugin that prints to stdout', () => {
  it('at import and in a tool, by console and by process.stdout, is on stderr, and stdout is MCP alone [RULE:STDOUT-PURE]', async () => {
    await faulty(
      `console.log('tool by console'); process.stdout.write('tool by stdout\\n');`,
      `console.log('import by console'); process.stdout.write('import by stdout\\n');`,
    );
    const { code, stdout, stderr } = await ended(SERVE, SAID);
    expect(code).toBe(0);
    expect(answers(stdout)).toEqual(
      expect.arrayContaining([
        [1, undefined],
        [2, { done: true }],
        [3, { done: true }],
      ]),
    );
    expect(answers(stdout)).toHaveLength(3);
    const printed = stderr.split('\n').filter((line) => / by (console|stdout)$/.test(line));
    expect(printed).toEqual(['import by console', 'import by stdout', 'tool by console', 'tool by stdout']);
  });

  it('cannot answer in the place of the host', async () => {
    await faulty(
      `for (const id of [0, 1, 2, 3]) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: { content: [], structuredContent: { done: false } } }));`,
    );
    const { client: host } = await client();
    expect(await call(host, 'do_work')).toEqual({ done: true });
    expect(await call(host, 'stay_well')).toEqual({ done: true });
  });
});

describe('a plugin that leaves a timer behind does not keep the process', () => {
  const timer = 'setInterval(() => {}, 1000);';

  it.each([
    ['at import', '', timer],
    ['in a tool', timer, ''],
  ])('of mcm serve, whose client is gone: %s', async (_, body, atImport) => {
    await faulty(body, atImport);
    const { code, stdout } = await ended(SERVE, SAID);
    expect(code).toBe(0);
    expect(answers(stdout)).toEqual(
      expect.arrayContaining([
        [2, { done: true }],
        [3, { done: true }],
      ]),
    );
  });

  it('of mcm call, whose answer is out', async () => {
    await faulty(timer, timer);
    const { code, stdout } = await ended(['call', 'do_work', '--config', 'mine.json', '--json'], '');
    expect([code, JSON.parse(stdout)]).toEqual([0, { done: true }]);
  });
});
