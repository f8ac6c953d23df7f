import { describe, expect, it } from '@jest/globals';
import { connect, room, run } from './built.js';

describe('mcm', () => {
  it('demo plays the main job and sends exactly one power request', async () => {
    const { directory, env, remove } = await room();
    const { code, stdout, stderr } = await run(['demo'], { cwd: directory, env });
    expect(stderr).toBe('');
    expect(stdout).toContain('12 of 12 instances');
    expect(stdout).toContain('web-server-01 is running (digitalocean');
    expect(stdout).toContain('shop-cn-01 is running (alibaba');
    expect(stdout).toContain('OPERATION_NOT_SUPPORTED: Amazon Web Services is read-only in mcm');
    expect(stdout).toContain('Nothing has been done: confirmation is required.');
    expect(stdout).toContain('CONFIRMATION_FAILED: name_confirmation does not match');
    expect(stdout).toContain('reboot is done.');
    expect(stdout).toContain('CONFIRMATION_FAILED: The person declined.');
    expect(stdout).toContain(
      'Power requests that reached a cloud: 1\n  digitalocean: POST /v2/droplets/123456/actions {"type":"reboot"}',
    );
    expect(code).toBe(0);
    await remove();
  }, 60_000);

  it('demo --serve is a server on the simulated cloud', async () => {
    const { directory, env, remove } = await room();
    const { client } = await connect(['demo', '--serve'], { cwd: directory, env });
    const found = await client.callTool({
      name: 'get_instance_info',
      arguments: { ip_address: '203.0.113.7' },
    });
    expect(found.structuredContent).toMatchObject({ name: 'web-server-01' });
    await client.close();
    await remove();
  }, 30_000);

  it('tools lists the general tools and those of the four clouds', async () => {
    const { directory, env, remove } = await room();
    const { code, stdout } = await run(['tools', '--json'], { cwd: directory, env });
    const { tools } = JSON.parse(stdout) as { tools: { name: string }[] };
    const names = tools.map(({ name }) => name);
    const of = (cloud: string) => names.filter((name) => name.includes(cloud)).length;
    expect([code, names.length]).toEqual([0, 33]);
    expect([of('aws'), of('digitalocean'), of('vultr'), of('alibaba')]).toEqual([4, 8, 6, 6]);
    const unified = await run(['tools', '--json', '--preset', 'unified'], { cwd: directory, env });
    expect((JSON.parse(unified.stdout) as { tools: unknown[] }).tools).toHaveLength(9);
    await remove();
  });

  it('call goes through the pipeline and says with its exit code how it went', async () => {
    const { directory, env, remove } = await room();
    const options = { cwd: directory, env };
    const ok = await run(['call', 'get_supported_providers'], options);
    expect([ok.code, ok.stdout]).toEqual([
      0,
      [
        'aws (read-only): not available: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY are not set',
        'digitalocean (query and power): not available: DIGITALOCEAN_TOKEN is not set',
        'vultr (query and power): not available: VULTR_API_KEY is not set',
        'alibaba (query and power): not available: ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET are not set',
        '',
      ].join('\n'),
    ]);
    const failed = await run(['call', 'get_instance_info', '{"ip_adress":"192.0.2.7"}', '--json'], options);
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({ error: { code: 'VALIDATION_FAILED' } });
    const noJson = await run(['call', 'get_instance_info', '{oops'], options);
    expect([noJson.code, noJson.stdout]).toEqual([2, '']);
    expect(noJson.stderr).toContain('one JSON object');
    await remove();
  }, 30_000);

  it.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    [['--help'], 0, /Usage: mcm <command>/, /^$/],
    [['frobnicate'], 2, /^$/, /There is no command "frobnicate"/],
    [['tools', '--colour'], 2, /^$/, /--colour/],
    [['call'], 2, /^$/, /Missing argument TOOL/],
  ])('%j ends with %i', async (args, code, stdout, stderr) => {
    const { directory, env, remove } = await room();
    const ended = await run(args, { cwd: directory, env });
    expect(ended.code).toBe(code);
    expect(ended.stdout).toMatch(stdout);
    expect(ended.stderr).toMatch(stderr);
    await remove();
  });
});
