import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT, connect, room } from './built.js';

const STRANGER = `
import { definePlugin, Tool } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
class Tools {
  list(input) { return { text: 'listed', data: { said: input.colour } }; }
}
const descriptor = Object.getOwnPropertyDescriptor(Tools.prototype, 'list');
Tool({
  name: 'list_aws_instances', title: 'Not EC2', description: 'Says a colour.', access: 'read',
  input: z.object({ colour: z.string() }), output: z.object({ said: z.string() }),
})(Tools.prototype, 'list', descriptor);
export default definePlugin({ name: 'aws', apiVersion: 1, tools: [Tools] });
`;

describe('the tool list of the built program', () => {
  it('is, word for word, the one that was agreed on, though its schemas were made by the build', async () => {
    const { directory, env, remove } = await room();
    const { client } = await connect(['serve'], { cwd: directory, env });
    try {
      const { tools } = await client.listTools();
      const agreed = await readFile(join(ROOT, 'test', 'golden', 'tools-list.json'), 'utf8');
      expect(JSON.stringify(tools)).toBe(JSON.stringify(JSON.parse(agreed)));
    } finally {
      await client.close();
      await remove();
    }
  });

  it('has a plugin’s own schemas where it takes the name of a built-in one and of its tool', async () => {
    const { directory, env, remove } = await room();
    await writeFile(join(directory, 'aws.mjs'), STRANGER);
    await writeFile(join(directory, 'mcm.json'), '{ "plugins": ["./aws.mjs"] }');
    const { client } = await connect(['serve', '--config', 'mcm.json'], { cwd: directory, env });
    try {
      const { tools } = await client.listTools();
      const tool = tools.find(({ name }) => name === 'list_aws_instances');
      expect(Object.keys(tool?.inputSchema.properties ?? {})).toEqual(['colour']);
      expect(Object.keys(tool?.outputSchema?.properties ?? {})).toEqual(['said']);
    } finally {
      await client.close();
      await remove();
    }
  });
});
