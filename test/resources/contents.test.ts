import { describe, expect, it } from '@jest/globals';
import { contentsOf } from '../../src/resources/contents.js';
import { resolve } from '../../src/resources/uri.js';

function text(uri: string, answer: object): unknown {
  const found = resolve(uri);
  if (!found) throw new Error('There is no such resource.');
  return JSON.parse(contentsOf(found.resource, found.values, { ...answer }));
}

describe('the contents of a resource [RULE:RESOURCES]', () => {
  it('are what the tool answered', () => {
    expect(text('mcm://status', { status: 'operational' })).toEqual({ status: 'operational' });
    const all = { instances: [], total: 0, incomplete: [] };
    expect(text('mcm://instances', all)).toEqual(all);
  });

  it('say how to go on where the listing is longer', () => {
    const part = { instances: [{}, {}], total: 5, cursor: 'c:2', incomplete: [] };
    expect(text('mcm://instances/acme', part)).toEqual({
      note: 'These are the first 2 of 5 instances. For the next ones call list_instances with {"provider":"acme","cursor":"c:2"}.',
      ...part,
    });
  });

  it('give no total where something could not be asked', () => {
    const part = { instances: [{}], cursor: 'c:1', incomplete: [{ provider: 'beta' }] };
    expect(text('mcm://instances', part)).toMatchObject({
      note: 'These are the first 1 instances. For the next ones call list_instances with {"cursor":"c:1"}.',
    });
  });
});
