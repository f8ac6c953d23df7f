import { describe, expect, it } from '@jest/globals';
import { env, exec, file, secretPlace } from 'multi-cloud-manager/plugin';

describe('the place of a secret, as a person calls it', () => {
  it.each([
    [env('KEY'), 'KEY'],
    [file('./key'), './key'],
    [exec('pass', 'show', 'key'), 'pass'],
    [{ source: 'vault', key: 'clouds#key' }, 'vault:clouds#key'],
    ['hunter22', 'apiKey'],
  ])('%j is called %s', (ref, expected) => {
    expect(secretPlace(ref, 'apiKey')).toBe(expected);
  });
});
