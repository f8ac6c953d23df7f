import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RESOURCES } from '../../src/resources/resource.js';
import { expand, isTemplate, resolve, uriOf } from '../../src/resources/uri.js';

/** What a URI leads to: the tool and its arguments. */
function call(uri: string): unknown {
  const found = resolve(uri);
  return found && [found.resource.tool, found.resource.input(found.values)];
}

describe('the URI of a resource [RULE:RESOURCES]', () => {
  it.each<[string, string, object]>([
    ['mcm://status', 'get_system_status', {}],
    ['mcm://instances', 'list_instances', {}],
    ['mcm://instances/aws', 'list_instances', { provider: 'aws' }],
    ['mcm://instances/AWS/i-0abc', 'get_instance_by_provider', { provider: 'AWS', identifier: 'i-0abc' }],
    [
      'mcm://instances/aws/2001:db8::1',
      'get_instance_by_provider',
      { provider: 'aws', identifier: '2001:db8::1' },
    ],
    [
      'mcm://instances/acme/a%2Fb%20%E7%94%9F',
      'get_instance_by_provider',
      { provider: 'acme', identifier: 'a/b 生' },
    ],
    ['mcm://audit/recent', 'get_operation_history', {}],
  ])('%s leads to %s', (uri, tool, input) => {
    expect(call(uri)).toEqual([tool, input]);
  });

  it.each([
    '',
    'mcm://',
    'mcm://instances/',
    'mcm:///instances',
    'mcm://instances//i-1',
    'mcm://instances/../..',
    'mcm://instances/aws/..',
    'mcm://instances/%2e%2e/status',
    'mcm://instances/aws/%2E',
    'mcm://instances/aws/i-1/more',
    'mcm://instances/aws/i-1?x=1',
    'mcm://instances#aws',
    'mcm://instances/aws/%00',
    'mcm://instances/aws/i-1%0d%0aX',
    'mcm://instances/aws/%E2%80%AE1-i',
    'mcm://instances/aws/%ZZ',
    'mcm://instances/aws/%C3',
    'mcm://instances/aws/\u0007',
    'mcm://instances/aws/\ud800',
    `mcm://instances/aws/${'x'.repeat(2_000)}`,
    'mcm://Status',
    'mcm://%73tatus',
    'mcm://__proto__',
    'file:///etc/passwd',
    'https://example.com/mcm://status',
  ])('%j leads nowhere', (uri) => {
    expect(call(uri)).toBeUndefined();
  });

  it('leads back to the values that it was made of', () => {
    const one = RESOURCES.find((resource) => uriOf(resource) === 'mcm://instances/{provider}/{id}');
    if (!one) throw new Error('There is no such template.');
    const plain = fc
      .stringMatching(/^[\w /?#%:@&=+$,;生é-]{1,60}$/u)
      .filter((text) => text.trim() === text && !/^\.\.?$/.test(text));
    fc.assert(
      fc.property(plain, plain, (provider, id) => {
        expect(resolve(expand(one, { provider, id }))).toEqual({ resource: one, values: { provider, id } });
      }),
    );
  });

  it('never throws, whatever it is', () => {
    const parts = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', 'instances', '%', '%c0%af')),
    );
    fc.assert(
      fc.property(parts, (given) => {
        const uri = `mcm://${given.join('/')}`;
        expect([undefined, uri]).toContain(resolve(uri) && uri);
      }),
    );
  });

  it('says of each variable what may be suggested', () => {
    for (const resource of RESOURCES) {
      const variables = [...uriOf(resource).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(resource.completes)).toEqual(variables);
      expect(isTemplate(resource)).toBe(variables.length > 0);
    }
  });
});
