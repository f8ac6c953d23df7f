import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locale } from 'multi-cloud-manager/plugin';
import { auditDirectory, segmentName } from '../../src/audit/names.js';
import { auditCheck } from '../../src/doctor/audit.js';
import { heldChecks } from '../../src/doctor/held.js';
import { judgeDisk, stateChecks } from '../../src/doctor/state.js';
import { loadLocale } from '../../src/locale/words.js';
import type { StateStore } from '../../src/state/store.js';
import { writeChain } from '../audit/trails.js';
import { DeskStage, WEB } from '../cli/desk.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-doctor-state-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('the state directory [RULE:DOCTOR]', () => {
  const first = async (path: string) => (await stateChecks(path, 'en'))[0];

  it('may be missing where it can be made, and is not made', async () => {
    expect(await first(join(directory, 'a', 'b'))).toMatchObject({ status: 'ok' });
    expect(await readdir(directory)).toEqual([]);
  });

  it('is ok with mode 0700', async () => {
    expect(await first(directory)).toMatchObject({ status: 'ok' });
  });

  it('is a warning where others may look into it', async () => {
    await chmod(directory, 0o755);
    expect(await first(directory)).toMatchObject({
      status: 'warning',
      next: `Run \`chmod 700 ${directory}\`.`,
    });
  });

  it('fails where others may write, behind a link, and where a file is', async () => {
    const [open, link, file] = ['open', 'link', 'file'].map((name) => join(directory, name)) as [
      string,
      string,
      string,
    ];
    await mkdir(open);
    await chmod(open, 0o777);
    await symlink(open, link);
    await writeFile(file, '');
    const states = await Promise.all([open, link, file].map(first));
    expect(states.map((check) => check?.status)).toEqual(['failed', 'failed', 'failed']);
  });
});

describe('the disk below it [RULE:DOCTOR]', () => {
  const on = (type: number, mib: number) =>
    judgeDisk('/state', { type, bavail: mib * 256, bsize: 4096 }, 'en').map(
      ({ id, status }) => `${id} ${status}`,
    );

  it('is judged by what is free and by whether it is shared', () => {
    expect(on(0xef53, 5000)).toEqual(['state-space ok']);
    expect(on(0xef53, 50)).toEqual(['state-space warning']);
    expect(on(0xef53, 0)).toEqual(['state-space failed']);
    expect(on(0x6969, 5000)).toEqual(['state-file-system warning', 'state-space ok']);
  });
});

describe('what is held [RULE:DOCTOR]', () => {
  let stage: DeskStage;
  beforeEach(async () => {
    stage = await DeskStage.create();
  });
  afterEach(() => rm(stage.stateDir, { recursive: true, force: true }));
  const held = (store: StateStore = stage.store, locale: Locale = 'en') =>
    heldChecks({ store, local: stage.store, clock: stage.clock }, locale);

  it('is nothing in a directory of which nothing is there', async () => {
    expect((await held()).map(({ status }) => status)).toEqual(['ok', 'ok']);
  });

  it('is a server that is locked, with who unlocks it', async () => {
    for (let each = 0; each < 3; each++) await stage.lockout.wrong(WEB);
    expect((await held())[0]).toMatchObject({
      status: 'warning',
      found: 'Locked after wrong confirmations: acme/default/i-1.',
      next: expect.stringContaining('`mcm unlock`'),
    });
  });

  it('is an action under way, which is no fault unless its process is gone', async () => {
    await stage.leases.acquire(WEB, { call_id: 'c', tool: 't', since: '2026-03-01T12:00:00Z' });
    expect((await held())[0]).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('Under way now'),
    });
    const gone = {
      list: (kind: string) => stage.store.list(kind),
      isGone: () => Promise.resolve(true),
    } as unknown as StateStore;
    expect((await held(gone))[0]).toMatchObject({
      status: 'warning',
      found: 'A power action was under way when its process ended: acme/default/i-1.',
    });
  });

  it('is a question that waits, without what answers it', async () => {
    await stage.ask();
    const [, check] = await held();
    expect(check).toMatchObject({
      status: 'warning',
      found: 'Waiting for a person: reboot on acme/default/i-1.',
      next: expect.stringContaining('`mcm approve`'),
    });
    expect(JSON.stringify(check)).not.toMatch(/203\.0\.113\.7|web-server-01/);
  });

  it('is told in 简体中文, with names and commands as they are', async () => {
    await loadLocale('zh-CN');
    await stage.ask();
    for (let each = 0; each < 3; each++) await stage.lockout.wrong(WEB);
    expect(await held(stage.store, 'zh-CN')).toEqual([
      {
        id: 'lock',
        status: 'warning',
        found: '因多次确认错误而锁定：acme/default/i-1。',
        next: '请等待 15 分钟，或由人运行 `mcm unlock`。',
      },
      {
        id: 'approval',
        status: 'warning',
        found: '等待人处理：对 acme/default/i-1 执行 reboot。',
        next: '请在终端中运行 `mcm approve`，或等待其过期。',
      },
    ]);
  });

  it('fails where it is not what mcm writes', async () => {
    await stage.store.putIfAbsent('power/odd', { no: 'lease' });
    expect((await held())[0]).toMatchObject({ id: 'lock', status: 'failed' });
  });
});

describe('the audit trail [RULE:DOCTOR]', () => {
  it('may be empty', async () => {
    expect(await auditCheck(directory, 'en')).toMatchObject({
      status: 'ok',
      found: expect.stringMatching(/^No record/),
    });
  });

  it('is ok where its newest chain is as it was written, whatever an older one is', async () => {
    const old = await writeChain(directory, { actions: 1 });
    await writeChain(directory, { begun: '2026-03-02T12:00:00.000Z', random: '5e6f7a8b', actions: 2 });
    await appendFile(join(auditDirectory(directory), segmentName(old, 1)), 'nonsense\n');
    expect(await auditCheck(directory, 'en')).toMatchObject({
      status: 'ok',
      found: 'The newest chain is as mcm wrote it: 5 records, the last at 2026-03-02T12:04:00.000Z.',
    });
  });

  it('fails where its newest chain is not', async () => {
    const chain = await writeChain(directory, { actions: 1 });
    await appendFile(join(auditDirectory(directory), segmentName(chain, 1)), 'nonsense\n');
    expect(await auditCheck(directory, 'en')).toMatchObject({
      status: 'failed',
      found: expect.stringContaining(chain),
      next: expect.stringContaining('`mcm audit verify`'),
    });
  });
});
