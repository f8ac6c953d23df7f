import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { allow, definePolicy, type Decision, type Policy } from 'multi-cloud-manager/plugin';
import { main } from '../../src/cli/main.js';
import { readCases } from '../../src/cli/policy/cases.js';
import { tryCase } from '../../src/cli/policy/trial.js';
import { TestClock } from '../fixtures/clock.js';

const CONFIG = `
plugins: []
policies:
  - use: require-reason
    options: { pattern: '^OPS-', hint: 'Begin with the ticket.' }
  - use: deny-targets
    options: { targets: [{ tag: team=payroll }] }
  - use: max-actions
    options: { count: 2, per: 1h }
  - use: change-window
    options: { timeZone: Europe/Berlin, windows: [{ days: [mon], hours: 09:00-17:00 }] }
`;

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-policy-test-'));
  await writeFile(join(directory, 'mcm.config.yaml'), CONFIG);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** What the command does with these cases, and with this config. */
async function run(cases: string, args: readonly string[] = [], file = 'cases.yaml') {
  await writeFile(join(directory, file), cases);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(['policy', 'test', file, '--config', 'mcm.config.yaml', ...args], {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: { MCM_STATE_DIR: join(directory, 'state') },
    cwd: directory,
    platform: process.platform,
    home: directory,
    program: '',
    user: 'ada',
    locale: 'en' as const,
  });
  const text = (stream: PassThrough): string => String(stream.read() ?? '');
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

describe('mcm policy test [RULE:POLICY-TEST]', () => {
  it('says of each case what every policy said, and passes', async () => {
    const { code, stdout, stderr } = await run(`
- name: at work
  action: reboot
  reason: OPS-1
  time: 2026-01-05T09:00:00+01:00
  expect: allow
- name: at night
  action: reboot
  reason: OPS-1
  time: 2026-01-05T03:00:00Z
  expect: { decision: confirm, level: human, by: change-window, reason: 'mon 04:00' }
- name: payroll
  action: shutdown
  reason: OPS-1
  target: { name: pay-1, tags: { team: payroll } }
  expect: { decision: deny, by: deny-targets }
- name: payroll is not even read
  target: { tags: { team: payroll } }
  expect: deny
- name: others are
  target: { tags: { team: web } }
  expect: allow
- name: a listing
  tool: list_instances
  expect: allow
- name: the third within an hour
  action: reboot
  reason: OPS-1
  already: 2
  expect: { decision: deny, by: max-actions }
- name: no reason
  action: power_off
  expect: { decision: deny, reason: Begin with the ticket }
`);
    expect(stdout).toBe(
      [
        'ok    at work: allow (require-reason allow, deny-targets allow, max-actions allow, change-window allow)',
        'ok    at night: confirm human (require-reason allow, deny-targets allow, max-actions allow, change-window confirm human)',
        'ok    payroll: deny (require-reason allow, deny-targets deny, max-actions not asked, change-window not asked)',
        'ok    payroll is not even read: deny (require-reason allow, deny-targets deny, max-actions allow, change-window allow)',
        'ok    others are: allow (require-reason allow, deny-targets allow, max-actions allow, change-window allow)',
        'ok    a listing: allow (require-reason allow, deny-targets allow, max-actions allow, change-window allow)',
        'ok    the third within an hour: deny (require-reason allow, deny-targets allow, max-actions deny, change-window not asked)',
        'ok    no reason: deny (require-reason deny, deny-targets not asked, max-actions not asked, change-window not asked)',
        '8 passed, 0 failed',
        '',
      ].join('\n'),
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(await readdir(directory)).toEqual(['cases.yaml', 'mcm.config.yaml']);
  });

  it('fails with every word where one is not as expected, and goes on', async () => {
    const { code, stdout } = await run(`
- { name: wrong decision, action: reboot, reason: OPS-1, expect: { decision: deny, by: max-actions } }
- { name: wrong policy, action: reboot, expect: { decision: deny, by: max-actions } }
- { name: wrong words, action: reboot, expect: { decision: deny, reason: because } }
- { name: wrong level, action: reboot, reason: OPS-1, time: 2026-01-04T12:00:00Z, expect: { decision: confirm, level: arguments } }
- { name: right, expect: allow }
`);
    expect(stdout.split('\n').filter((line) => !line.startsWith('FAIL'))).toEqual([
      '      expected deny by max-actions',
      '      expected deny by max-actions',
      '      require-reason: Say why in `reason`. Begin with the ticket.',
      '      expected deny because "because"',
      '      require-reason: Say why in `reason`. Begin with the ticket.',
      '      expected confirm arguments',
      '      change-window: It is sun 13:00 in Europe/Berlin, outside the change windows (mon 09:00-17:00).',
      expect.stringMatching(/^ok {4}right: allow/),
      '1 passed, 4 failed',
      '',
    ]);
    expect(code).toBe(1);
  });

  it('reads JSON, and writes it for machines', async () => {
    const cases = JSON.stringify([{ name: 'a', action: 'reboot', expect: 'deny' }]);
    const { code, stdout } = await run(cases, ['--json'], 'cases.json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      cases: [
        {
          name: 'a',
          passed: true,
          expected: { decision: 'deny' },
          got: { decision: 'deny' },
          said: [
            { decision: 'deny', reason: 'Say why in `reason`. Begin with the ticket.', by: 'require-reason' },
          ],
        },
      ],
      passed: 1,
      failed: 0,
      not_run: [],
    });
  });

  it.each<[string, string, string, string]>([
    ['no cases', '[]', 'cases.yaml', 'cases.yaml: '],
    ['no list', 'name: a', 'cases.yaml', 'cases.yaml: expected a list'],
    [
      'a wrong key',
      '- { name: a, acton: reboot, expect: allow }',
      'cases.yaml',
      'cases.yaml: [0].acton: unknown key; did you mean action?',
    ],
    [
      'a wrong target',
      '- { name: a, target: { tag: x }, expect: allow }',
      'cases.yaml',
      'cases.yaml: [0].target.tag: unknown key; did you mean tags?',
    ],
    ['a wrong time', '- { name: a, time: noon, expect: allow }', 'cases.yaml', 'cases.yaml: [0].time: '],
    ['no expectation', '- { name: a }', 'cases.yaml', 'cases.yaml: [0].expect: '],
    ['an unknown expectation', '- { name: a, expect: permit }', 'cases.yaml', 'cases.yaml: [0].expect: '],
    ['broken YAML', '- { name: a', 'cases.yaml', 'cases.yaml:2:1: not valid YAML'],
    ['another kind of file', '', 'cases.ts', 'cases.ts: the cases stand in a .yaml, .yml or .json file.'],
  ])('ends with 2 and a sentence for %s', async (_, cases, file, sentence) => {
    const { code, stdout, stderr } = await run(cases, [], file);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`mcm: ${sentence}`);
  });

  it('ends with 2 where there is no file, no policy, or one that does not load', async () => {
    const one = '- { name: a, expect: allow }';
    expect((await run(one, ['more.yaml'])).code).toBe(2);
    await writeFile(join(directory, 'mcm.config.yaml'), 'plugins: []\n');
    const none = await run(one);
    expect([none.code, none.stderr.split('\n')[0]]).toEqual([
      2,
      `mcm: There are no policies in ${join(directory, 'mcm.config.yaml')}, so there is nothing to test.`,
    ]);
    await writeFile(join(directory, 'mcm.config.yaml'), 'policies: [max-actions]\n');
    expect((await run(one)).stderr).toContain('policies[0].options.count: missing');
    await rm(join(directory, 'cases.yaml'));
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const io = { stdout, stderr, stdin: new PassThrough(), env: {}, cwd: directory, home: directory };
    const rest = { platform: process.platform, program: '', user: 'ada', locale: 'en' as const };
    expect(
      await main(['policy', 'test', 'cases.yaml', '--config', 'mcm.config.yaml'], { ...io, ...rest }),
    ).toBe(2);
    expect(String(stderr.read())).toBe('mcm: cases.yaml cannot be read (ENOENT).\n');
  });

  it('leaves a middleware out and says so', async () => {
    await writeFile(
      join(directory, 'mcm.config.yaml'),
      'plugins: []\npolicies: [require-human, ./around.ts]\n',
    );
    await writeFile(
      join(directory, 'around.ts'),
      `import { defineMiddleware } from 'multi-cloud-manager/plugin';
       export default defineMiddleware({ name: 'around', handle() { throw new Error('It was run.'); } });`,
    );
    const { code, stdout } = await run('- { name: a, action: reboot, expect: confirm }');
    expect(stdout).toBe(
      'ok    a: confirm human (require-human confirm human)\nThe middleware around was not run.\n1 passed, 0 failed\n',
    );
    expect(code).toBe(0);
  });
});

describe('a case is judged as the pipeline judges [RULE:POLICY-TEST]', () => {
  const policy = (evaluate: unknown): Policy =>
    definePolicy({ name: 'rule', evaluate: evaluate as () => Decision });
  const trial = async (rule: Policy, one = '{ name: a, action: reboot, expect: deny }') => {
    await writeFile(join(directory, 'one.yaml'), `- ${one}`);
    const [given] = await readCases(join(directory, 'one.yaml'), 'one.yaml');
    if (!given) throw new Error('There is no case.');
    return tryCase(given, [rule], TestClock.running());
  };

  it.each<[string, unknown, string]>([
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
      'it failed, so the call is refused.',
    ],
    ['hangs', () => new Promise(() => undefined), 'it did not answer in time, so the call is refused.'],
    ['answers nonsense', () => 'yes', 'its answer is not a decision, so the call is refused.'],
  ])('a policy that %s denies', async (_, evaluate, reason) => {
    const { passed, said } = await trial(policy(evaluate));
    expect(said).toEqual([{ decision: 'deny', reason, by: 'rule' }]);
    expect(passed).toBe(true);
  });

  it('the policy sees the call as the case says, and defaults for the rest', async () => {
    const seen: unknown[] = [];
    const look = policy(async (call: Parameters<Policy['evaluate']>[0]) => {
      seen.push({ ...call, target: await call.target() });
      return allow();
    });
    await trial(
      look,
      `{ name: a, action: reboot, force: true, reason: x, time: '2026-02-01T00:00:00Z', client: { name: cursor },
        principal: { id: grace, groups: [ops] }, tool: reboot_acme, plugin: acme, input: { instance_id: i-7 },
        target: { name: db-1, tags: { team: web } }, expect: allow }`,
    );
    await trial(look, '{ name: a, expect: allow }');
    expect(seen).toEqual([
      {
        id: 'policy-test',
        tool: { name: 'reboot_acme', access: 'power', plugin: 'acme' },
        input: { instance_id: 'i-7' },
        principal: { id: 'grace', source: 'os', groups: ['ops'], authenticated: false },
        client: { name: 'cursor', version: '1' },
        time: new Date('2026-02-01T00:00:00Z'),
        power: { action: 'reboot', force: true, dryRun: false, reason: 'x' },
        target: {
          ...{
            provider: 'example',
            account: 'default',
            id: 'i-1',
            name: 'db-1',
            region: 'region-1',
            type: 'small',
          },
          ...{ status: 'running', provider_status: 'running', public_ips: ['192.0.2.1'], private_ips: [] },
          tags: { team: 'web' },
        },
      },
      expect.objectContaining({
        tool: { name: 'get_instance_by_provider', access: 'read', plugin: 'general' },
        time: new Date('2026-01-05T12:00:00Z'),
        power: undefined,
        target: undefined,
      }),
    ]);
  });

  it('a read tool has the target of the case on demand', async () => {
    const rule = policy(async (call: Parameters<Policy['evaluate']>[0]) => {
      const target = await call.target();
      return target?.name === 'db-1' ? { decision: 'deny', reason: 'No.' } : allow();
    });
    expect((await trial(rule, '{ name: a, target: { name: db-1 }, expect: deny }')).passed).toBe(true);
  });
});
