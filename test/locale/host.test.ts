import { describe, expect, it } from '@jest/globals';
import { McmError, sentences } from 'multi-cloud-manager/plugin';
import type { TestHost } from 'multi-cloud-manager/testing';
import { Acme, server } from '../fixtures/acme.js';
import { errorIn, hostOf } from '../fixtures/hosts.js';
import { REBOOT } from '../policies/worlds.js';
import { HAN } from './same-sentences.js';

const say = sentences({ gone: 'Acme is gone.' }, { 'zh-CN': { gone: 'Acme 不见了。' } });
const GONE = new McmError(
  'PROVIDER_ERROR',
  say((words) => words.gone),
);

const inChinese = (cloud: Acme): Promise<TestHost> => hostOf(cloud, { config: { locale: 'zh-CN' } });

/** What the audit has of the calls so far. */
const trail = async (host: TestHost): Promise<string> => JSON.stringify(await host.audit());

describe('a host in 简体中文', () => {
  it.each([
    ['completed', { state: 'completed' }, 'reboot 已完成。'],
    [
      'in_progress',
      { state: 'in_progress' },
      'reboot 已被接受，0 秒后仍在进行。请勿再次发出；请查看实例的状态。',
    ],
    ['errored', { state: 'errored' }, '云报告 reboot 失败。'],
    ['errored', { state: 'errored', message: say((words) => words.gone) }, 'Acme 不见了。'],
  ] as const)('says of an action that is %s, as %j, how it went', async (status, progress, message) => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => progress;
    const host = await inChinese(cloud);
    const { content, text } = await host.call('manage_instance_power', { ...REBOOT, wait_seconds: 0 });
    expect(content).toMatchObject({ status, message });
    expect(text).toBe(`${message}操作前的状态：running；当前状态：running。`);
    expect(await trail(host)).not.toMatch(HAN);
  });

  it('says why no clear answer came back', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => {
      throw new McmError(
        'PROVIDER_ERROR',
        say((words) => words.gone),
        { details: { outcome: 'unknown' } },
      );
    };
    const host = await inChinese(cloud);
    const { content } = await host.call('manage_instance_power', REBOOT);
    expect(content).toMatchObject({
      status: 'unknown',
      message: expect.stringContaining('没有得到明确的答复（Acme 不见了。）') as unknown,
    });
    expect(await trail(host)).not.toMatch(HAN);
  });

  it('says what an account may do', async () => {
    const cloud = new Acme();
    const gone = say((words) => words.gone);
    cloud.also = { verify: () => Promise.resolve({ summary: gone, missing: [gone] }) };
    const host = await inChinese(cloud);
    const asked = await host.call('check_provider_availability', { provider_name: 'acme', verify: true });
    expect(asked.content['accounts']).toMatchObject([
      { summary: 'Acme 不见了。', missing: ['Acme 不见了。'] },
    ]);
  });

  it('names what could not be asked, and how far a listing is', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.accounts = ['default', 'other'];
    cloud.fail('other', GONE);
    const host = await inChinese(cloud);
    const heard: string[] = [];
    const { content } = await host.call('list_instances', {}, { progress: (message) => heard.push(message) });
    expect(content['incomplete']).toMatchObject([{ code: 'PROVIDER_ERROR', message: 'Acme 不见了。' }]);
    expect(heard).toContain('目前已有 1 个实例');
  });

  it('says that an address may be where it could not ask', async () => {
    const cloud = new Acme();
    cloud.accounts = ['default', 'other'];
    cloud.fail('other', GONE);
    const host = await inChinese(cloud);
    expect(errorIn(await host.call('get_instance_info', { ip_address: '203.0.113.9' }))).toMatchObject({
      code: 'PROVIDER_ERROR',
      message:
        '已查询的范围内没有地址为 203.0.113.9 的实例，而 acme/other 无法查询，因此可能就在那里：Acme 不见了。',
      details: { incomplete: [{ message: 'Acme 不见了。' }] },
    });
    expect(await trail(host)).not.toMatch(HAN);
    expect(await trail(host)).toContain('so it may be there: Acme is gone.');
  });

  it('says in a check why an account does not work', async () => {
    const cloud = new Acme();
    cloud.fail('default', GONE);
    const host = await inChinese(cloud);
    const { content } = await host.call('check_provider_availability', {
      provider_name: 'acme',
      verify: true,
    });
    expect(content['accounts']).toMatchObject([{ verified: false, error: { message: 'Acme 不见了。' } }]);
  });
});
