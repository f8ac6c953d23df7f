import { describe, expect, it } from '@jest/globals';
import type { PowerVariant } from 'multi-cloud-manager/plugin';
import { namesOperation } from '../../src/confirmation/words.js';

const VARIANTS: readonly PowerVariant[] = ['power_on', 'power_off', 'shutdown', 'reboot', 'force_reboot'];

/** The operations that a text names. */
const named = (text: string): readonly PowerVariant[] =>
  VARIANTS.filter((variant) => namesOperation(text, variant));

describe('the words of an operation [RULE:CONFIRMATION-WORDS]', () => {
  it.each<[string, PowerVariant]>([
    ['power_on', 'power_on'],
    ['开机', 'power_on'],
    ['启动', 'power_on'],
    ['power_off', 'power_off'],
    ['强制关机', 'power_off'],
    ['强制断电', 'power_off'],
    ['shutdown', 'shutdown'],
    ['关机', 'shutdown'],
    ['优雅关机', 'shutdown'],
    ['reboot', 'reboot'],
    ['重启', 'reboot'],
    ['重新启动', 'reboot'],
    ['power_cycle', 'force_reboot'],
    ['force_reboot', 'force_reboot'],
    ['强制重启', 'force_reboot'],
  ])('%s names %s and no other', (word, variant) => {
    expect(named(word)).toEqual([variant]);
  });

  it.each<[string, PowerVariant]>([
    ['power on', 'power_on'],
    ['Power-Off', 'power_off'],
    ['  POWER   CYCLE ', 'force_reboot'],
    ['force-reboot', 'force_reboot'],
    ['ReBoot\n', 'reboot'],
    ['ｒｅｂｏｏｔ', 'reboot'],
    ['ＰＯＷＥＲ＿ＯＮ', 'power_on'],
    ['power　off', 'power_off'],
    [' 关机 ', 'shutdown'],
  ])(
    '%j names %s: spaces, hyphens, case and width do not matter [RULE:CONFIRMATION-FOLDING]',
    (word, variant) => {
      expect(named(word)).toEqual([variant]);
    },
  );

  it.each([
    '',
    'yes',
    'ok',
    'restart',
    'reboot now',
    'rebo0t',
    'rеboot',
    'stop',
    '关',
    '开机 关机',
    'undefined',
  ])('%j names nothing', (word) => {
    expect(named(word)).toEqual([]);
  });
});
