import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostname } from 'node:os';
import { link, ZEROS } from '../../src/audit/link.js';
import { chainId, segmentName } from '../../src/audit/names.js';
import { openTrail } from '../../src/audit/open-trail.js';
import type { ApprovalRecord, CallRecord, UnlockRecord } from '../../src/audit/record.js';
import { Redactor } from '../../src/audit/redactor.js';
import { safeJson } from '../../src/cli/audit/format.js';
import { list } from '../../src/cli/audit/list.js';
import { tail, type Changes } from '../../src/cli/audit/tail.js';
import { changes } from '../../src/cli/audit/watch.js';
import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import { intent, outcome } from '../audit/records.js';
import { silent } from '../audit/trails.js';
import { TestClock } from '../fixtures/clock.js';

const person = { id: 'ada', source: 'os', groups: [], authenticated: false };
const target = { provider: 'acme', account: 'default', id: 'i-1', name: 'web-1', status: 'running' };
const approval: ApprovalRecord = {
  kind: 'approval',
  principal: person,
  outcome: 'granted',
  via: 'terminal',
  reference: 'r-1',
  tool: 'reboot_acme_instance',
  action: 'reboot',
  target,
};
const unlock: UnlockRecord = {
  kind: 'unlock',
  principal: person,
  target: { provider: 'acme', account: 'default', id: 'i-1' },
  what: 'lockout',
};

let stateDir: string;
let clock: TestClock;
let stdout: PassThrough;
let stderr: PassThrough;
let io: Io;

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'mcm-cli-audit-'));
  clock = TestClock.still();
  [stdout, stderr] = [new PassThrough(), new PassThrough()];
  io = {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: { MCM_STATE_DIR: stateDir },
    cwd: tmpdir(),
    platform: 'linux',
    home: tmpdir(),
    program: 'mcm',
    user: 'ada',
    locale: 'en' as const,
  };
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

const text = (stream: PassThrough): string => String(stream.read() ?? '');

/** Runs `mcm audit …`. */
async function audit(...args: readonly string[]) {
  const code = await main(['audit', ...args], io);
  return { code, out: text(stdout), err: text(stderr) };
}
const rows = async (...args: readonly string[]): Promise<readonly string[]> =>
  (await audit('list', ...args)).out.split('\n').slice(0, -1);

const act = (id: string, more: Partial<CallRecord> = {}): CallRecord => ({
  ...outcome,
  call_id: id,
  target,
  action: 'reboot',
  ...more,
});

/** A trail of one host: a refusal, a read, an action, what a person decided, and an action without an end. */
async function write(): Promise<void> {
  const trail = openTrail({ stateDir, settings: {}, redactor: new Redactor(), clock, log: silent });
  const minute = (): void => {
    clock.advance(60_000);
  };
  await trail.outcome(
    act('aaaaaaaa-1', { outcome: 'refused', code: 'CONFIRMATION_FAILED', message: 'It does not match.' }),
    true,
  );
  minute();
  const { target: _, action: __, ...read } = act('bbbbbbbb-1', { access: 'read', tool: 'list_instances' });
  await trail.outcome(read, false);
  minute();
  await trail.intent({ ...intent, call_id: 'aaaacccc-1', target, action: 'reboot' });
  minute();
  await trail.outcome(
    act('aaaacccc-1', {
      status: 'completed',
      operation_id: 'op-1',
      request_id: 'req-1',
      state_before: 'running',
      state_after: 'running',
      reason: 'it hangs',
      client: { name: 'test-client', version: '1' },
      decisions: [{ decision: 'confirm', level: 'human', reason: 'It is production.', by: 'production' }],
      confirmation: {
        required: 'human',
        via: 'elicitation',
        answer: 'accepted',
        right: ['ip_confirmation'],
        wrong: [],
        missing: ['name_confirmation'],
      },
    }),
    true,
  );
  minute();
  await trail.person(approval);
  await trail.person(unlock);
  minute();
  await trail.intent({
    ...intent,
    call_id: 'dddddddd-1',
    target: { ...target, id: 'i-2' },
    action: 'reboot',
  });
  await trail.close();
}

describe('mcm audit', () => {
  it('says which subcommands there are', async () => {
    expect(await audit('lost')).toEqual({
      code: 2,
      out: '',
      err: 'mcm: mcm audit needs one of list, show, verify, tail, not "lost".\nmcm --help shows how it is used.\n',
    });
    expect((await audit()).err).toContain('mcm audit needs one of list, show, verify, tail.');
    expect((await audit('toString')).code).toBe(2);
  });

  it('reads the trail of the state directory that is named, else that of the environment', async () => {
    await write();
    io = { ...io, env: { XDG_STATE_HOME: join(stateDir, 'none') } };
    expect((await audit('list')).out).toBe('Nothing.\n');
    expect((await audit('list', '--state-dir', stateDir)).out).toContain('dddddddd');
    io = { ...io, cwd: join(stateDir, '..') };
    expect((await audit('list', '--state-dir', stateDir.split('/').at(-1) ?? '')).out).toContain('dddddddd');
  });

  it('writes nothing where there is no trail', async () => {
    const none = join(stateDir, 'none');
    for (const command of ['list', 'verify', 'tail'])
      expect((await audit(command, '--state-dir', none)).code).toBe(0);
    await expect(readFile(none)).rejects.toThrow('ENOENT');
  });
});

describe('mcm audit list', () => {
  beforeEach(write);

  it('shows each call once and what people decided, oldest first', async () => {
    expect((await audit('list')).out).toBe(
      [
        '2026-03-01T12:00:00.000Z  aaaaaaaa  reboot_acme_instance            acme/i-1 (web-1)  refused CONFIRMATION_FAILED  ada',
        '2026-03-01T12:01:00.000Z  bbbbbbbb  list_instances                                    result                       ada',
        '2026-03-01T12:03:00.000Z  aaaacccc  reboot_acme_instance            acme/i-1 (web-1)  result completed             ada',
        '2026-03-01T12:04:00.000Z            approval of reboot by terminal  acme/i-1 (web-1)  granted                      ada',
        '2026-03-01T12:04:00.000Z            unlock                          acme/i-1          lockout                      ada',
        '2026-03-01T12:05:00.000Z  dddddddd  reboot_acme_instance            acme/i-2 (web-1)  unfinished                   ada',
        '',
      ].join('\n'),
    );
  });

  it('is narrowed by what is asked for', async () => {
    const ids = async (...args: readonly string[]) =>
      (await rows(...args)).map((row) => row.slice(26, 34).trim());
    expect(await ids('--limit', '2')).toEqual(['', 'dddddddd']);
    expect(await ids('--power')).toEqual(['aaaaaaaa', 'aaaacccc', '', '', 'dddddddd']);
    expect(await ids('--provider', 'ACME', '--instance', 'i-2')).toEqual(['dddddddd']);
    expect(await ids('--provider', 'other')).toEqual(['']);
    expect(await ids('--tool', 'list_instances')).toEqual(['bbbbbbbb']);
    expect(await ids('--outcome', 'unfinished')).toEqual(['dddddddd']);
    expect(await rows('--outcome', 'granted')).toEqual([expect.stringContaining('approval of reboot')]);
    expect(await ids('--since', '2026-03-01T12:04:30Z')).toEqual(['dddddddd']);
  });

  it('counts --since back from now', async () => {
    const now = new Date('2026-03-01T14:03:30.000Z');
    const since = async (given: string): Promise<number> => {
      expect(await list(['--since', given], io, now)).toBe(0);
      return text(stdout).split('\n').length - 1;
    };
    expect([await since('2h'), await since('121m'), await since('1d')]).toEqual([3, 4, 6]);
  });

  it('refuses what it does not know', async () => {
    const wrong = async (...args: readonly string[]) => {
      const { code, err } = await audit('list', ...args);
      return `${String(code)} ${err.split('\n')[0] ?? ''}`;
    };
    expect(await wrong('--limit', '0')).toBe('2 mcm: --limit is a whole number from 1 on.');
    expect(await wrong('--outcome', 'fine')).toMatch(/^2 mcm: --outcome is one of result, challenge, /);
    for (const given of ['yesterday', '7', '3w', '2026-99-01'])
      expect(await wrong('--since', given)).toBe(
        '2 mcm: --since is a time like 2026-03-01T12:00:00Z, or 30m, 2h, 7d.',
      );
    expect(await wrong('more')).toBe('2 mcm: Unexpected argument "more".');
  });

  it('gives the records themselves as JSON', async () => {
    const { out } = await audit('list', '--json', '--limit', '1');
    expect(JSON.parse(out)).toMatchObject({
      problems: [],
      records: [{ kind: 'intent', call_id: 'dddddddd-1' }],
    });
  });

  it('says on stderr what could not be read, and shows the rest', async () => {
    await symlink('/dev/null', join(stateDir, 'audit', 'x.jsonl'));
    const { code, out, err } = await audit('list');
    expect([code, out.split('\n').length]).toEqual([0, 7]);
    expect(err).toMatch(/^mcm: a part of the trail was left out: .*x\.jsonl is a symbolic link/);
  });
});

describe('mcm audit show', () => {
  beforeEach(write);

  it('shows all that is known of a call, by the beginning of its id', async () => {
    const { code, out } = await audit('show', 'aaaac');
    const by = `of process ${String(process.pid)} on ${hostname()}`;
    expect(code).toBe(0);
    expect(out).toBe(`2026-03-01T12:02:00.000Z  intent
  call          aaaacccc-1
  record        4 ${by}
  tool          reboot_acme_instance (power, acme)
  target        acme/i-1 (web-1)
  action        reboot
  principal     ada (os)
  arguments     {"instance_id":"i-1"}

2026-03-01T12:03:00.000Z  result completed
  call          aaaacccc-1
  record        5 ${by}
  tool          reboot_acme_instance (power, acme)
  target        acme/i-1 (web-1)
  action        reboot
  principal     ada (os)
  client        test-client 1
  reason        it hangs
  arguments     {"instance_id":"i-1"}
  decision      production confirm human: It is production.
  confirmation  human required; via elicitation; the person accepted; right: ip_confirmation; missing: name_confirmation
  state         running -> running
  operation     op-1
  request       req-1
  took          5 ms
`);
  });

  it('gives the records as JSON', async () => {
    const { out } = await audit('show', 'aaaacccc-1', '--json');
    expect(JSON.parse(out)).toMatchObject({ records: [{ kind: 'intent' }, { kind: 'call' }] });
  });

  it('refuses a beginning that several calls have, and one that none has', async () => {
    expect(await audit('show', 'aaaa')).toEqual({
      code: 2,
      out: '',
      err: 'mcm: 2 calls begin so, among them aaaaaaaa-1, aaaacccc-1.\nmcm --help shows how it is used.\n',
    });
    expect(await audit('show', 'ffff')).toEqual({
      code: 1,
      out: '',
      err: 'mcm: the trail has no call ffff; mcm audit list shows which there are.\n',
    });
    expect((await audit('show')).code).toBe(2);
  });
});

describe('mcm audit verify [RULE:AUDIT-VERIFY]', () => {
  const chainFile = async (): Promise<string> => {
    const chain = JSON.parse((await audit('verify', '--json')).out) as { chains: { chain: string }[] };
    return segmentName(chain.chains[0]?.chain ?? '', 1);
  };

  it('sums up each chain, and is well', async () => {
    await write();
    await writeFile(join(stateDir, 'audit', '2026-02-01T12-00-00-000Z-7.jsonl'), '{}\n', { mode: 0o600 });
    const chain = (await chainFile()).slice(0, -'-0001.jsonl'.length);
    expect(await audit('verify')).toEqual({
      code: 0,
      err: '',
      out: `ok    ${chain}  8 records, 2026-03-01T12:00:00.000Z to 2026-03-01T12:05:00.000Z
old   2026-02-01T12-00-00-000Z-7.jsonl  1 line, unchained, from an earlier version
1 chain and 1 unchained file: as mcm wrote them.
`,
    });
  });

  it('names the first bad record, and fails', async () => {
    await write();
    const file = await chainFile();
    const path = join(stateDir, 'audit', file);
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('CONFIRMATION_FAILED', 'CONFIRMATION_PASSED'),
    );
    const { code, out } = await audit('verify');
    expect(code).toBe(1);
    expect(out)
      .toBe(`BAD   ${file.slice(0, -'-0001.jsonl'.length)}  1 record before the first bad one, 2026-03-01T12:00:00.000Z to 2026-03-01T12:00:00.000Z
      ${file}, line 2, record 2: its hash is not the hash of what it says
1 chain, of which 1 not as mcm wrote them.
`);
    const json = await audit('verify', '--json');
    expect([json.code, JSON.parse(json.out)]).toMatchObject([
      1,
      { ok: false, chains: [{ bad: { seq: 2 } }] },
    ]);
  });
});

describe('mcm audit tail', () => {
  it('prints the last records, one a line, whatever their kind', async () => {
    await write();
    const { out } = await audit('tail', '-n', '3');
    expect(out).toBe(`2026-03-01T12:04:00.000Z  approval of reboot by terminal  acme/i-1 (web-1)  granted  ada
2026-03-01T12:04:00.000Z  unlock  acme/i-1  lockout  ada
2026-03-01T12:05:00.000Z  dddddddd  reboot_acme_instance  acme/i-2 (web-1)  intent  ada
`);
    expect((await audit('tail', '-n', '100')).out.split('\n')[0]).toMatch(
      / {2}start of a chain {2}2026-03-01.* {2}the first$/,
    );
    const [json = ''] = (await audit('tail', '--json', '-n', '1')).out.split('\n');
    expect(JSON.parse(json)).toMatchObject({ kind: 'intent', seq: 8 });
  });

  it('follows what comes, over chains, each record once', async () => {
    const told: string[] = [];
    const steps: Changes = async function* () {
      told.push(text(stdout));
      await write();
      yield 'changed';
      told.push(text(stdout));
      yield 'nothing new';
      told.push(text(stdout));
      clock.advance(60_000);
      await write();
      yield 'changed';
    };
    expect(await tail(['--follow', '-n', '1'], io, steps)).toBe(0);
    told.push(text(stdout));
    expect(told.map((each) => each.split('\n').length - 1)).toEqual([0, 8, 0, 8]);
    expect(told[3]).toMatch(/start of a chain .* after 2026-03-01T12-00-00-000Z/);
  });

  it('says once what it cannot read', async () => {
    await write();
    await symlink('/dev/null', join(stateDir, 'audit', 'x.jsonl'));
    const steps: Changes = async function* () {
      yield 1;
      await symlink('/dev/null', join(stateDir, 'audit', 'y.jsonl'));
      yield 2;
      yield 3;
    };
    await tail(['-f'], io, steps);
    expect(
      text(stderr)
        .split('\n')
        .map((each) => /[xy]\.jsonl/.exec(each)?.[0]),
    ).toEqual(['x.jsonl', 'y.jsonl', undefined]);
  });

  it('ends with SIGINT', async () => {
    const before = process.listenerCount('SIGINT');
    const steps: Changes = async function* (directory, signal) {
      expect(directory).toBe(join(stateDir, 'audit'));
      process.emit('SIGINT');
      if (!signal.aborted) yield 'never';
    };
    expect(await tail(['--follow'], io, steps)).toBe(0);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('the changes of a directory', () => {
  it('are told until it is over, whether the directory is there or not', async () => {
    for (const directory of [stateDir, join(stateDir, 'none')]) {
      const stop = new AbortController();
      const told = changes(directory, stop.signal);
      expect((await told.next()).done).toBe(false);
      const next = told.next();
      stop.abort();
      // One that was told already may come before the end.
      for (let each = await next; each.done !== true; each = await told.next());
      expect((await told.next()).done).toBe(true);
    }
  });

  it('are told when a file there grows', async () => {
    const stop = new AbortController();
    const told = changes(stateDir, stop.signal);
    await told.next();
    const next = told.next();
    await writeFile(join(stateDir, 'x'), 'y');
    expect((await next).done).toBe(false);
    stop.abort();
    await told.return(undefined);
  });
});

describe('what a terminal sees of the trail', () => {
  const EVIL = '\u001b[31mred\u202egnp\u200b\u009b2J';

  it('is cleaned, however a record looks', async () => {
    const chain = chainId(new Date('2026-03-01T12:00:00.000Z'), 7, '1a2b3c4d');
    const entry = act(`call-${EVIL}`, {
      tool: EVIL,
      message: EVIL,
      target: { ...target, id: EVIL, name: EVIL },
      arguments: { [EVIL]: EVIL },
      principal: { ...person, id: EVIL },
      decisions: [{ decision: 'deny', reason: EVIL, by: EVIL }],
    });
    const odd = {
      ...act('odd'),
      decisions: 7,
      confirmation: { right: 'x' },
      target: undefined,
    } as unknown as CallRecord;
    const place = { seq: 2, prev: ZEROS, time: `2026${EVIL}`, host: { name: EVIL, version: '1', pid: 7 } };
    await mkdir(join(stateDir, 'audit'));
    await writeFile(
      join(stateDir, 'audit', segmentName(chain, 1)),
      [link(entry, place), link(odd, place)].map(({ line }) => `${line}\n`).join(''),
      { mode: 0o600 },
    );
    const said: string[] = [];
    for (const args of [
      ['list'],
      ['list', '--json'],
      ['show', 'call-'],
      ['show', 'odd'],
      ['show', 'call-', '--json'],
      ['tail'],
      ['tail', '--json'],
      ['verify'],
      ['show', EVIL],
    ])
      said.push(...Object.values(await audit(...args)).map(String));
    expect(said.join('')).toContain('red');
    expect(said.join('').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/u);
  });

  it('is JSON that says the same where it is JSON', () => {
    const value = { [EVIL]: [EVIL, '服务器 ü 😀', '\ud800', 'a\nb'] };
    expect(JSON.parse(safeJson(value, 2))).toEqual(value);
    expect(safeJson('😀\u{e0041}')).toBe('"😀\\udb40\\udc41"');
  });
});

describe('colours', () => {
  const CODES = /\u001b\[\d+m/g;

  it.each([['list'], ['show', 'bbbbbbbb'], ['verify'], ['tail']])(
    'are for terminals: mcm audit %s %s',
    async (...args) => {
      await write();
      const plain = (await audit(...args)).out;
      expect(plain).not.toMatch(CODES);
      Object.assign(stdout, { isTTY: true });
      const coloured = (await audit(...args)).out;
      expect(coloured).toMatch(CODES);
      expect(coloured.replaceAll(CODES, '')).toBe(plain);
      expect((await audit(...args, '--json')).out).not.toMatch(CODES);
      Object.assign(io, { env: { ...io.env, NO_COLOR: '1' } });
      expect((await audit(...args)).out).toBe(plain);
    },
  );

  it('show what failed', async () => {
    await write();
    Object.assign(stdout, { isTTY: true });
    expect((await audit('list')).out).toContain('\u001b[33mrefused CONFIRMATION_FAILED\u001b[0m');
  });
});
