import { describe, expect, it } from '@jest/globals';
import { McmError } from 'multi-cloud-manager/plugin';
import { ConfigError } from '../../src/config/error.js';
import { errorText } from '../../src/doctor/error-text.js';

const said = { en: 'It is gone.', 'zh-CN': '它已不存在。' };

describe('an error in a check [RULE:DOCTOR]', () => {
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
    expect([errorText(error, 'en'), errorText(error, 'zh-CN')]).toEqual([english, chinese]);
  });
});
