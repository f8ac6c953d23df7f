import { describe, expect, it } from '@jest/globals';
import {
  API_VERSION,
  definePlugin,
  injectable,
  powerInput,
  rebootInput,
  Tool,
  wholeNumberId,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { PublishedTool } from '../../src/call/served.js';
import type { ConfigInput } from '../../src/config/schema.js';
import { Acme, acme, server } from '../fixtures/acme.js';
import { direct, hostOf } from '../fixtures/hosts.js';

const Input = z.strictObject({
  id: wholeNumberId('An id'),
  kind: z.enum(['a', 'b']).default('a'),
  count: z.int().min(1).max(9).optional(),
  anything: z.int().optional(),
  offset: z.int().min(0).default(0),
  deep: z.boolean().default(false),
  wide: z.boolean().default(true),
  default: z.string().optional(),
});
const Output = z.object({
  id: z.string(),
  parts: z.array(z.object({ n: z.number() })),
  size: z.number(),
  when: z.date().optional(),
});

@injectable()
class Shapes {
  @Tool({
    name: 'show_shape',
    title: 'Shape',
    description: 'Shows.',
    access: 'read',
    input: Input,
    output: Output,
  })
  show(input: z.output<typeof Input>): z.input<typeof Output> {
    return { id: String(input.id), parts: [], size: 1 };
  }
}

async function published(tools: ConfigInput['tools'] = {}): Promise<ReadonlyMap<string, PublishedTool>> {
  const { host } = await direct({
    config: {
      tools,
      plugins: [
        acme(new Acme()),
        { use: definePlugin({ name: 'shapes', apiVersion: API_VERSION, tools: [Shapes] }) },
      ],
    },
  });
  return new Map(host.tools().map((tool) => [tool.name, tool]));
}

describe('what tools/list publishes', () => {
  it('the one hint that says which tools read and which switch power [RULE:ANNOTATIONS]', async () => {
    const hints = [...(await published()).values()].map(({ name, annotations }) => [name, annotations]);
    const read = { readOnlyHint: true };
    const power = { destructiveHint: true };
    expect(hints).toEqual([
      ['get_instance_info', read],
      ['get_instance_by_provider', read],
      ['manage_instance_power', power],
      ['list_instances', read],
      ['get_instance_monitoring', read],
      ['get_supported_providers', read],
      ['get_system_status', read],
      ['check_provider_availability', read],
      ['get_operation_history', read],
      ['list_acme_instances', read],
      ['reboot_acme_instance', power],
      ['show_shape', read],
    ]);
  });

  it('whole-number ids as integer, and nothing that says nothing [RULE:IDS-ARE-INTEGERS]', async () => {
    expect((await published()).get('show_shape')?.inputSchema).toEqual({
      type: 'object',
      properties: {
        id: { type: 'integer', description: 'An id' },
        kind: { type: 'string', enum: ['a', 'b'], default: 'a' },
        count: { type: 'integer', minimum: 1, maximum: 9 },
        anything: { type: 'integer' },
        offset: { type: 'integer', default: 0 },
        deep: { type: 'boolean' },
        wide: { type: 'boolean', default: true },
        default: { type: 'string' },
      },
      required: ['id'],
      additionalProperties: false,
    });
  });

  it('output schemas one level deep, where nothing is required: errors and challenges fit too [RULE:BRIEF-OUTPUT-SCHEMAS]', async () => {
    const tools = await published();
    expect(tools.get('show_shape')?.outputSchema).toEqual({
      type: 'object',
      properties: { id: {}, parts: { type: 'array' }, size: { type: 'number' }, when: {} },
    });
    for (const { outputSchema } of tools.values()) {
      expect(Object.keys(outputSchema ?? {}).sort()).toEqual(['properties', 'type']);
      expect(JSON.stringify(outputSchema)).not.toMatch(/required|additionalProperties/);
    }
  });

  it('no output schemas where the config leaves them out; an answer is the same', async () => {
    const whole = await published();
    const brief = await published({ outputSchemas: false });
    expect([...brief.values()]).toEqual([...whole.values()].map(({ outputSchema: _, ...tool }) => tool));
    const host = await hostOf(new Acme(server({ id: 'i-1' })), {
      config: { tools: { outputSchemas: false } },
    });
    const listed = await host.tools();
    expect(listed.filter((tool) => 'outputSchema' in tool)).toEqual([]);
    const { content } = await host.call('get_instance_by_provider', {
      provider: 'acme',
      identifier: 'i-1',
    });
    expect(content).toMatchObject({ id: 'i-1' });
  });

  it('titles and descriptions of every tool, short enough to read', async () => {
    for (const { title, description } of (await published()).values()) {
      expect(title.length).toBeGreaterThan(3);
      expect(title.length).toBeLessThan(60);
      expect(description.length).toBeLessThan(250);
    }
  });
});

describe('the input of a power tool', () => {
  const shape = { instance_id: z.string() };

  it('takes the same fields everywhere, all optional', () => {
    expect(powerInput(shape).parse({ instance_id: 'i-1' })).toEqual({
      instance_id: 'i-1',
      wait_seconds: 20,
      dry_run: false,
    });
    expect(Object.keys(rebootInput(shape).shape)).toEqual([
      'instance_id',
      'account',
      'ip_confirmation',
      'name_confirmation',
      'operation_confirmation',
      'wait_seconds',
      'dry_run',
      'reason',
      'force',
    ]);
  });

  it.each([
    [{ wait_seconds: 55 }, true],
    [{ wait_seconds: 56 }, false],
    [{ wait_seconds: -1 }, false],
    [{ reason: 'x'.repeat(500) }, true],
    [{ reason: 'x'.repeat(501) }, false],
    [{ force: true }, false],
  ])('takes %j: %s', (given, fits) => {
    expect(powerInput(shape).safeParse({ instance_id: 'i-1', ...given }).success).toBe(fits);
  });
});
