import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../src/prompts/arguments.js';
import { PROMPTS } from '../../src/prompts/index.js';

function read(name: string, given: Readonly<Record<string, string>>): unknown {
  const prompt = PROMPTS.find((each) => each.name === name);
  if (!prompt) throw new Error(`There is no prompt ${name}.`);
  const answer = readArguments(prompt, given, ['acme', 'beta']);
  return 'problem' in answer ? answer.problem : answer.given;
}

describe('the arguments of a prompt [RULE:PROMPTS]', () => {
  it('are taken as they are, without those that were left empty', () => {
    expect(read('safe_reboot', { instance: ' web-1 ', provider: '', reason: 'it "hangs"' })).toEqual({
      instance: 'web-1',
      reason: 'it "hangs"',
    });
    expect(read('investigate_ip', { ip_address: '2001:db8::7', provider: 'Beta' })).toEqual({
      ip_address: '2001:db8::7',
      provider: 'Beta',
    });
  });

  it('lose what a reader does not see', () => {
    const reason = 'a\nb\u0000\u001b[31m\u202ec\u200b\u{e0041}';
    expect(read('safe_reboot', { instance: 'web\r\n1', reason })).toEqual({
      instance: 'web 1',
      reason: 'a bc',
    });
  });

  it.each<[string, string, Record<string, string>, string]>([
    [
      'one that is needed and missing',
      'safe_reboot',
      {},
      'arguments.instance: it is needed. The server: its name, its id or an IP address.',
    ],
    [
      'one that is needed and empty',
      'safe_reboot',
      { instance: ' \u200b' },
      'arguments.instance: it is needed. The server: its name, its id or an IP address.',
    ],
    [
      'one that is too long',
      'safe_reboot',
      { instance: 'x'.repeat(201) },
      'arguments.instance: expected at most 200 characters.',
    ],
    [
      'one that is no address',
      'investigate_ip',
      { ip_address: 'web-1' },
      'arguments.ip_address: expected an IPv4 or IPv6 address, like 203.0.113.7 or 2001:db8::7.',
    ],
    [
      'a cloud that there is not',
      'fleet_review',
      { provider: 'delta' },
      'arguments.provider: there is no such provider; known are acme, beta.',
    ],
    [
      'hours beyond what metrics have',
      'post_incident_report',
      { instance: 'a', hours: '721' },
      'arguments.hours: expected a whole number of hours from 1 to 720.',
    ],
    [
      'hours that are no number',
      'post_incident_report',
      { instance: 'a', hours: '1e2' },
      'arguments.hours: expected a whole number of hours from 1 to 720.',
    ],
    [
      'one that there is not',
      'fleet_review',
      { names: 'x' },
      'arguments: fleet_review has no "names"; it has provider, account, region, name.',
    ],
    [
      'one that every object has',
      'fleet_review',
      JSON.parse('{"__proto__":"x"}') as Record<string, string>,
      'arguments: fleet_review has no "__proto__"; it has provider, account, region, name.',
    ],
  ])('%s is refused with what would be right', (_, name, given, sentence) => {
    expect(read(name, given)).toBe(sentence);
  });
});
