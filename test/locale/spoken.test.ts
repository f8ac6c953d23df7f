import { describe, expect, it } from '@jest/globals';
import { McmError } from 'multi-cloud-manager/plugin';
import { ConfigError } from '../../src/config/error.js';
import { spoken } from '../../src/locale/error-in.js';

const said = { en: 'It is gone.', 'zh-CN': '它已不存在。' };

describe('what was thrown [RULE:DOCTOR]', () => {
  it.each<[string, unknown, string, string]>([
    ['of a plugin', new McmError('PROVIDER_ERROR', said), 'It is gone.', '它已不存在。'],
    ['in English alone', new McmError('PROVIDER_ERROR', 'No.'), 'No.', 'No.'],
    [
      'with its translations beside it',
      Object.assign(new Error('It is gone.'), { said }),
      'It is gone.',
      '它已不存在。',
    ],
    ['without any', new ConfigError('It is wrong.'), 'It is wrong.', 'It is wrong.'],
    ['that is none', 'a word', 'a word', 'a word'],
  ])('%s is read in the language of the person', (_, error, english, chinese) => {
    expect([spoken(error, 'en'), spoken(error, 'zh-CN')]).toEqual([english, chinese]);
  });
});
