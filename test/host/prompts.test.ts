import { describe, expect, it } from '@jest/globals';
import { Acme, acme, server } from '../fixtures/acme.js';
import { connected, rpcErrorOf } from '../fixtures/connected.js';
import type { DirectHostOptions } from '../fixtures/direct-host.js';

const cloud = new Acme(server({ id: 'i-1' }));
const on = (config: DirectHostOptions['config'] = {}) =>
  connected({ config: { plugins: [acme(cloud)], ...config } });

async function names(config?: DirectHostOptions['config']): Promise<readonly string[]> {
  const { client } = await on(config);
  return (await client.listPrompts()).prompts.map(({ name }) => name);
}

describe('prompts [RULE:PROMPTS]', () => {
  const all = ['investigate_ip', 'safe_reboot', 'fleet_review', 'post_incident_report'];

  it('are listed with their arguments', async () => {
    expect(await names()).toEqual(all);
    const { client } = await on();
    const { prompts } = await client.listPrompts();
    expect(prompts[1]).toEqual({
      name: 'safe_reboot',
      title: 'Reboot a server safely',
      description:
        'Looks at a server, says what a reboot costs, asks you, and reboots it once you have confirmed.',
      arguments: [
        { name: 'instance', description: 'The server: its name, its id or an IP address', required: true },
        {
          name: 'provider',
          description: 'The cloud, as mcm names it. Default: every configured one',
          required: false,
        },
        { name: 'reason', description: 'Why; it goes into the audit trail', required: false },
      ],
    });
  });

  it.each<[string, DirectHostOptions['config'], readonly string[]]>([
    ['the general tools alone', { tools: { preset: 'unified' } }, all],
    ['no power', { readOnly: true }, all.filter((name) => name !== 'safe_reboot')],
    ['no listing', { tools: { exclude: ['list_*'] } }, all.filter((name) => name !== 'fleet_review')],
    ['no history', { tools: { exclude: ['get_operation_history'] } }, all.slice(0, 3)],
    ['no tools', { tools: { exclude: ['*'] } }, []],
  ])('are those that can be carried out with %s', async (_, config, offered) => {
    expect(await names(config)).toEqual(offered);
  });

  it('are messages of the user, with what was typed', async () => {
    const { client } = await on();
    const given = { ip_address: '203.0.113.7', concern: 'slow\u0007\nsince noon' };
    const { messages, description } = await client.getPrompt({ name: 'investigate_ip', arguments: given });
    expect(description).toBe(
      'Finds which cloud, account and region has an address, and tells how that server is.',
    );
    expect(messages).toEqual([{ role: 'user', content: { type: 'text', text: expect.any(String) } }]);
    const text = JSON.stringify(messages[0]?.content);
    expect(text).toContain(JSON.stringify(`The user's concern: "slow since noon".`).slice(1, -1));
  });

  it('name no tool that is not offered', async () => {
    const { client } = await on({ tools: { exclude: ['get_instance_monitoring'] } });
    const { messages } = await client.getPrompt({
      name: 'investigate_ip',
      arguments: { ip_address: '203.0.113.7' },
    });
    expect(JSON.stringify(messages)).not.toContain('get_instance_monitoring');
    expect(JSON.stringify(messages)).toContain('get_operation_history');
  });

  it.each<[string, string, Record<string, string>, string]>([
    [
      'one that there is not',
      'reboot',
      {},
      'params.name: there is no prompt "reboot". There are: investigate_ip, fleet_review, post_incident_report.',
    ],
    [
      'one that is not offered',
      'safe_reboot',
      { instance: 'i-1' },
      'params.name: safe_reboot is not offered here, because these tools are not: manage_instance_power. There are: investigate_ip, fleet_review, post_incident_report.',
    ],
    [
      'one without what it needs',
      'investigate_ip',
      {},
      'params.arguments.ip_address: it is needed. IPv4 or IPv6, public or private.',
    ],
    [
      'a cloud that there is not',
      'fleet_review',
      { provider: 'delta' },
      'params.arguments.provider: there is no such provider; known are acme.',
    ],
  ])('%s is refused with what would be right', async (_, name, given, message) => {
    const { client } = await on({ readOnly: true });
    expect(await rpcErrorOf(client.getPrompt({ name, arguments: given }))).toEqual({
      code: -32602,
      message,
      data: undefined,
    });
  });
});
