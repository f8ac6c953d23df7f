import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { ownerIsGone, thisProcess } from '../../src/state/owner.js';
import { stateRoom } from './room.js';

/** The id of a process that has ended, and that nobody has again yet. */
const ended = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('thisProcess', () => {
  it('names the host, the process and the machine', async () => {
    const owner = await thisProcess('host-1');
    expect(owner).toMatchObject({ host: 'host-1', pid: process.pid });
    expect(owner.machine).toMatch(/^[0-9a-f]{64}$/);
    expect(await thisProcess('host-2')).toEqual({ ...owner, host: 'host-2' });
  });
});

describe('ownerIsGone', () => {
  const self = { host: 'self', machine: 'm', pid: process.pid, boot: 'b', pids: 'p' };

  it('is true of a process that has ended, and of no other', async () => {
    const owner = await thisProcess('host-1');
    expect(await ownerIsGone({ ...owner, host: 'host-2' }, owner)).toBe(false);
    expect(await ownerIsGone({ ...owner, pid: process.ppid, started: undefined } as never, owner)).toBe(
      false,
    );
    expect(await ownerIsGone({ ...owner, pid: ended() }, owner)).toBe(true);
  });

  it('is true of a process of an earlier run of the machine, even where a process has its id', async () => {
    expect(await ownerIsGone({ ...self, boot: 'before' }, self)).toBe(true);
    expect(await ownerIsGone({ ...self, boot: 'before', pids: 'others' }, self)).toBe(true);
  });

  it('is not true when only one of the two knows which run it was', async () => {
    const { boot, ...unknown } = self;
    expect(boot).toBe('b');
    expect(await ownerIsGone(unknown, self)).toBe(false);
    expect(await ownerIsGone(self, unknown)).toBe(false);
    expect(await ownerIsGone({ ...unknown, pid: ended() }, self)).toBe(true);
  });

  it.each([
    ['on another machine', { machine: 'other' }],
    ['on another machine that was started again', { machine: 'other', boot: 'before' }],
    ['in another container', { pids: 'others' }],
  ])('is not true of one that cannot be looked up: %s', async (_, where) => {
    expect(await ownerIsGone({ ...self, ...where, pid: ended() }, self)).toBe(false);
  });

  it('is not true when only one of the two knows its container', async () => {
    const { pids, ...unknown } = { ...self, pid: ended() };
    expect(pids).toBe('p');
    expect(await ownerIsGone(unknown, self)).toBe(false);
    expect(await ownerIsGone({ ...unknown, pids }, unknown)).toBe(false);
    expect(await ownerIsGone(unknown, unknown)).toBe(true);
  });

  it('is not true of a process of another user', async () => {
    const kill = jest.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    expect(await ownerIsGone({ ...self, pid: process.ppid }, self)).toBe(false);
    expect(kill).toHaveBeenCalledWith(process.ppid, 0);
    kill.mockRestore();
  });

  // Elsewhere the system does not say more of a process than that it runs.
  if (process.platform === 'linux') describe('on Linux', onLinux);
});

function onLinux(): void {
  const room = stateRoom();
  const running: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of running.splice(0)) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  it('knows when this process started, on which run of the machine, among which processes', async () => {
    const owner = await thisProcess('host-1');
    expect(owner.started).toMatch(/^[1-9][0-9]*$/);
    expect(owner.boot).toMatch(/^[0-9a-f-]{36}$/);
    expect(owner.pids).toMatch(/^pid:\[[0-9]+\]$/);
  });

  it('tells a process from an earlier one with the same id', async () => {
    const owner = await thisProcess('host-1');
    expect(await ownerIsGone({ ...owner, started: '1' }, owner)).toBe(true);
    const { started, ...unknown } = owner;
    expect(started).toBeDefined();
    expect(await ownerIsGone(unknown, owner)).toBe(false);
  });

  it('reads past a name with spaces and parentheses', async () => {
    const name = 'a) Z 9 1 (b';
    await symlink(process.execPath, join(room.root, name));
    const child = spawn(join(room.root, name), ['-e', 'setInterval(() => {}, 1000); console.log("up")']);
    running.push(child);
    await once(child.stdout, 'data');
    const self = await thisProcess('host-1');
    const stat = await readFile(`/proc/${String(child.pid)}/stat`, 'utf8');
    expect(stat).toContain(`(${name})`);
    const started = stat.replace(name, 'node').split(' ')[21] ?? '';
    const owner = { ...self, pid: Number(child.pid), started };
    expect(await ownerIsGone(owner, self)).toBe(false);
    expect(await ownerIsGone({ ...owner, started: `${started}0` }, self)).toBe(true);
  });

  it('takes a process that has exited for gone, even when nobody has asked how it ended', async () => {
    const child = spawn('sh', ['-c', 'exec 3<&0; (read _ <&3) & echo $!; exec sleep 1000'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    running.push(child);
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const stat = (pid = line) => readFile(`/proc/${pid}/stat`, 'utf8');
    // A shell would ask how it ended; the program that takes the shell's place does not.
    while (!(await stat(String(child.pid))).includes('(sleep)')) expect(child.exitCode).toBeNull();
    child.stdin.end('\n');
    while (!(await stat()).includes(') Z ')) expect(child.exitCode).toBeNull();
    const self = await thisProcess('host-1');
    const started = (await stat()).split(' ')[21] ?? '';
    expect(await ownerIsGone({ ...self, pid: Number(line), started }, self)).toBe(true);
  });
}
