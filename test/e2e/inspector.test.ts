import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { inspector, runtimes } from '../runtimes/index.js';
import { PROGRAM, room } from './built.js';

const execute = promisify(execFile);

describe('the MCP Inspector in its CLI mode', () => {
  // Run by a newer Node, which it needs; the server it starts runs on ours.
  it.each([runtimes()[0] ?? { version: process.versions.node, path: process.execPath }])(
    'lists and calls tools, reads a resource and gets a prompt (Inspector on Node.js $version)',
    async ({ path }) => {
      const { directory, env, remove } = await room();
      const inspect = async (...args: string[]) => {
        const { stdout } = await execute(
          path,
          [inspector(), '--cli', process.execPath, PROGRAM, 'demo', '--serve', ...args],
          { cwd: directory, env },
        );
        return JSON.parse(stdout) as Record<string, unknown>;
      };
      const { tools } = (await inspect('--method', 'tools/list')) as { tools: { name: string }[] };
      expect(tools).toHaveLength(33);
      const found = await inspect(
        ...['--method', 'tools/call', '--tool-name', 'get_instance_info'],
        ...['--tool-arg', 'ip_address=203.0.113.7'],
      );
      expect(found['structuredContent']).toMatchObject({ provider: 'digitalocean', name: 'web-server-01' });
      const { resources } = (await inspect('--method', 'resources/list')) as { resources: { uri: string }[] };
      expect(resources.map(({ uri }) => uri)).toContain('mcm://instances/digitalocean');
      const one = await inspect('--method', 'resources/read', '--uri', 'mcm://instances/digitalocean/123456');
      expect(JSON.stringify(one['contents'])).toContain('web-server-01');
      const asked = await inspect(
        ...['--method', 'prompts/get', '--prompt-name', 'investigate_ip'],
        ...['--prompt-args', 'ip_address=203.0.113.7'],
      );
      expect(JSON.stringify(asked['messages'])).toContain('get_instance_info with ip_address');
      await remove();
    },
    60_000,
  );
});
