import { describe, expect, it } from '@jest/globals';
import { readSpec } from '../../src/installed/spec.js';

describe('what `mcm plugin add` takes [RULE:PLUGIN-INSTALLED]', () => {
  it.each([
    'mcm-plugin-acme',
    'mcm-plugin-acme@1.2.0',
    '@acme/mcm-plugin',
    '@acme/mcm-plugin@^1.2.0',
    'x@latest',
  ])('a name of the registry: %s', (spec) => {
    expect(readSpec(spec, '/here')).toBe(spec);
  });

  it.each([
    ['./a.tgz', '/here/a.tgz'],
    ['../folder', '/folder'],
    ['.', '/here'],
    ['/abs/folder', '/abs/folder'],
    ['mcm-plugin-acme-1.2.0.tgz', '/here/mcm-plugin-acme-1.2.0.tgz'],
  ])('a path: %s', (spec, path) => {
    expect(readSpec(spec, '/here')).toBe(path);
  });

  it.each([
    'git+https://example.com/x',
    'github:acme/x',
    'acme/x',
    'https://example.com/x.zip',
    'x@npm:y',
    'file:../x',
    '--global',
    '-g',
    'a b',
    '',
  ])('nothing else: %j', (spec) => {
    expect(() => readSpec(spec, '/here')).toThrow('is neither the name of a package');
  });
});
