import { beforeAll, describe, expect, it } from '@jest/globals';
import { LOCALES, type Instance, type Locale, type PowerVariant } from 'multi-cloud-manager/plugin';
import { CONFIRMATIONS } from '../../src/confirmation/match.js';
import type { Question } from '../../src/confirmation/confirmer.js';
import { challenge, formFor } from '../../src/confirmation/wording.js';
import { loadLocale } from '../../src/locale/words.js';
import { server } from '../fixtures/acme.js';
import { OPERATION_WORDS } from '../fixtures/operation-words.js';

const VARIANTS = Object.keys(OPERATION_WORDS) as PowerVariant[];
const web = server({
  id: 'i-1',
  name: 'web-server-01',
  public_ips: ['203.0.113.7', '2001:db8::7'],
  private_ips: ['10.0.0.7'],
});

const question = (
  variant: PowerVariant,
  target: Instance = web,
  warnings: readonly string[] = [],
  locale: Locale = 'en',
): Question => ({
  binding: { reference: 'ref', seen: {} },
  level: 'human',
  tool: 'manage_instance_power',
  variant,
  target,
  warnings,
  locale,
  principal: { id: 'ada', source: 'os-user', groups: [], authenticated: false },
  client: undefined,
});

function found(text: string, variant: PowerVariant, instance: Instance): readonly string[] {
  const secrets = [
    instance.name,
    ...instance.public_ips,
    ...instance.private_ips,
    ...OPERATION_WORDS[variant],
  ];
  return secrets.filter((secret) => text.toLowerCase().includes(secret));
}

describe('the challenge [RULE:NEVER-THE-EXPECTED-VALUES]', () => {
  const everywhere = LOCALES.flatMap((locale) => VARIANTS.map((variant) => [locale, variant] as const));
  beforeAll(() => Promise.all(LOCALES.map(loadLocale)));

  it.each(everywhere)('in %s for %s holds neither name, nor address, nor word', (locale, variant) => {
    const asked = question(variant, web, ['It is big.'], locale);
    const { content, text } = challenge('arguments', asked, CONFIRMATIONS);
    expect(found(JSON.stringify(content) + text, variant, web)).toEqual([]);
  });

  it.each(everywhere)('in %s for a person, %s, neither', (locale, variant) => {
    const asked = question(variant, web, ['It is big.'], locale);
    expect(found(JSON.stringify(formFor(asked)), variant, web)).toEqual([]);
  });

  it('leaves the id out where it is the name', () => {
    const nameless = server({ id: 'i-9', name: 'i-9' });
    const { content, text } = challenge('arguments', question('reboot', nameless), CONFIRMATIONS);
    expect(content.target).toEqual({
      provider: 'acme',
      account: 'default',
      status: 'running',
      region: 'north',
      type: 'small',
    });
    expect(
      `${JSON.stringify(content)}${text}${JSON.stringify(formFor(question('reboot', nameless)))}`,
    ).not.toContain('i-9');
  });

  it('says what would happen, to what, with which warnings, and what to ask for', () => {
    expect(
      challenge('arguments', question('reboot', web, ['It is big.']), ['name_confirmation']).content,
    ).toEqual({
      status: 'confirmation_required',
      level: 'arguments',
      would: 'The server would be restarted: what runs on it stops and starts again.',
      target: {
        provider: 'acme',
        account: 'default',
        id: 'i-1',
        status: 'running',
        region: 'north',
        type: 'small',
      },
      warnings: ['It is big.'],
      missing: ['name_confirmation'],
      ask_the_user_for: ['name_confirmation: the exact name of the server'],
      next: 'Ask the user for these values; do not look them up or guess them. Then call the same tool again with all three.',
    });
  });

  it('says what a confirmer says to do next, with its details', () => {
    const asked = { next: 'Ask the person.', details: { approve: { id: '1' } } };
    expect(challenge('human', question('reboot'), [], asked)).toMatchObject({
      content: { next: 'Ask the person.', approve: { id: '1' } },
      text: expect.stringMatching(/\nAsk the person\.$/),
    });
  });
});

describe('the question to a person', () => {
  it('is put in their language', async () => {
    await loadLocale('zh-CN');
    const { message, fields } = formFor(question('power_off', web, ['它是一台大型实例。'], 'zh-CN'));
    expect(message.split('\n')).toEqual([
      'multi-cloud-manager 询问：您确定要这样做吗？将立即切断该服务器的电源，如同拔掉电源插头。',
      '云 acme，账号 "default"，地域 "north"，当前状态 running。',
      '警告：它是一台大型实例。',
      '请输入您所指服务器的三个值。如果这不是您的要求，请拒绝。',
    ]);
    expect(fields.map(({ title }) => title)).toEqual(['IP 地址', '服务器名称', '操作']);
  });

  it('has the three fields and no default', () => {
    expect(formFor(question('power_off', web)).fields).toEqual([
      { name: 'ip_confirmation', title: 'IP address', description: 'Type an IP address of the server' },
      { name: 'name_confirmation', title: 'Server name', description: 'Type the exact name of the server' },
      {
        name: 'operation_confirmation',
        title: 'Operation',
        description: 'Type the operation you want, in your own word (English or 中文)',
      },
    ]);
  });

  it('says what would happen and where, with text from the cloud in quotes', () => {
    expect(formFor(question('power_off', web, ['It is big.'])).message.split('\n')).toEqual([
      'multi-cloud-manager asks: do you want this? The power of the server would be cut at once, as if its plug were pulled.',
      'Provider acme, account "default", region "north", running now.',
      'Warning: It is big.',
      'Type the three values of the server you mean. Decline if you did not ask for this.',
    ]);
  });
});
