import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, type TestHost } from 'multi-cloud-manager/testing';
import { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import { builtins } from '../builtins.js';
import { ALL_ROWS, CATALOGUE, idsOf, rowsOf } from '../catalogue.js';
import { REQUIREMENTS } from '../requirements.js';

interface Listed {
  readonly name: string;
  readonly inputSchema: {
    readonly properties: Readonly<Record<string, { readonly type?: unknown }>>;
    readonly required?: readonly string[];
    readonly additionalProperties?: unknown;
  };
}

const rows = rowsOf(BUILTIN_NAMES);
const cited = (ids: readonly string[]): string => ids.map((id) => `[${id}]`).join(' ');

let host: TestHost;
let tools: readonly Listed[];

beforeAll(async () => {
  host = await createTestHost({ plugins: await builtins() });
  tools = (await host.tools()) as readonly Listed[];
}, 30_000);
afterAll(() => host.close());

const schemaOf = (name: string) => tools.find((tool) => tool.name === name)?.inputSchema;
const withParameter = (parameter: string) =>
  tools.flatMap(({ name, inputSchema }) => {
    const schema = inputSchema.properties[parameter];
    return schema === undefined ? [] : [{ name, schema }];
  });

describe('the tools and their parameters: people have prompts and scripts on them', () => {
  it('there are these, and no other', () => {
    expect(tools.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
  });

  it.each(rows.map((row) => [row.name, cited(idsOf(row)), row] as const))('%s %s', (name, _ids, row) => {
    const { properties, required = [], additionalProperties } = schemaOf(name) ?? { properties: {} };
    expect(Object.keys(properties)).toEqual(row.parameters.map((parameter) => parameter.name));
    expect(required).toEqual(row.parameters.flatMap((each) => (each.required ? [each.name] : [])));
    expect(additionalProperties).toBe(false);
  });

  it('every droplet_id is a whole number [RULE:IDS-ARE-INTEGERS]', () => {
    const ids = withParameter('droplet_id');
    expect(ids).toHaveLength(6);
    for (const { name, schema } of ids) expect([name, schema.type]).toEqual([name, 'integer']);
  });

  it('hours is 1 to 720, default 1, wherever there is one [RULE:HOURS]', () => {
    const hours = withParameter('hours');
    expect(hours.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['get_instance_monitoring', 'get_digitalocean_droplet_monitoring']),
    );
    for (const { name, schema } of hours)
      expect([name, schema]).toMatchObject([name, { type: 'integer', minimum: 1, maximum: 720, default: 1 }]);
  });

  it('every tool that is about instances takes account [RULE:ACCOUNT]', () => {
    const without = tools.filter(({ inputSchema }) => !('account' in inputSchema.properties));
    expect(without.map(({ name }) => name)).toEqual([
      'get_supported_providers',
      'get_system_status',
      'check_provider_availability',
      'get_operation_history',
    ]);
  });

  it('every row is a requirement, and no other tool or parameter is', () => {
    const required = REQUIREMENTS.map(({ id }) => id).filter((id) => !id.startsWith('RULE:'));
    expect(required).toEqual(ALL_ROWS.flatMap(idsOf));
  });

  it('the four clouds have their tools in the table', () => {
    expect(Object.entries(CATALOGUE).map(([plugin, its]) => [plugin, its.length])).toEqual([
      ['general', 9],
      ['aws', 4],
      ['digitalocean', 8],
      ['vultr', 6],
      ['alibaba', 6],
    ]);
  });

  it('every cloud in the table comes with the package, and no other', () => {
    expect(['general', ...BUILTIN_NAMES]).toEqual(Object.keys(CATALOGUE));
  });

  it('nothing creates, deletes or resizes', () => {
    const verbs = /create|delete|destroy|remove|resize|rebuild|restore|attach|detach|snapshot/;
    expect(tools.filter(({ name }) => verbs.test(name))).toEqual([]);
  });

  it('without a token the tools are there all the same, and say what is missing', async () => {
    const reply = await host.call('list_digitalocean_droplets');
    expect(reply.code).toBe('PROVIDER_NOT_AVAILABLE');
    expect(reply.text).toContain('DigitalOcean is not configured: DIGITALOCEAN_TOKEN is not set.');
  });
});
