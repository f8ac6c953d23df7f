import { describe, expect, it } from '@jest/globals';
import { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import { configJsonSchema } from '../../src/config/json-schema.js';

describe('the JSON Schema of the config', () => {
  const schema = configJsonSchema() as Record<string, Record<string, Record<string, unknown>>>;

  it('is a draft 2020-12 object that knows its keys and requires none', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
    });
    expect(schema).not.toHaveProperty('required');
    expect(schema['properties']?.['$schema']).toMatchObject({ type: 'string' });
  });

  it('offers only what JSON can hold for plugins and policies', () => {
    expect(schema['properties']?.['plugins']).toMatchObject({
      type: 'array',
      default: [...BUILTIN_NAMES],
      items: {
        anyOf: [
          { type: 'string', minLength: 1 },
          {
            type: 'object',
            properties: { use: { type: 'string', minLength: 1 }, config: { type: 'object' } },
            required: ['use'],
            additionalProperties: false,
          },
        ],
      },
    });
    const policies = schema['properties']?.['policies']?.['items'] as { anyOf: { type: string }[] };
    expect(policies.anyOf.map(({ type }) => type)).toEqual(['string', 'object']);
    expect(JSON.stringify(schema)).not.toContain('codeOnly');
  });

  it('says defaults and ranges', () => {
    expect(schema['properties']?.['ratePerMinute']).toMatchObject({
      type: 'integer',
      minimum: 1,
      default: 120,
    });
    expect(schema['properties']?.['logLevel']).toMatchObject({
      enum: ['debug', 'info', 'warning', 'error', 'silent'],
      default: 'info',
    });
  });
});
