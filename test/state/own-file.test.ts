import { constants } from 'node:fs';
import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openOwnFile } from '../../src/state/own-file.js';
import { stateRoom } from './room.js';

const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } = constants;
const room = stateRoom();
const at = (name: string) => join(room.root, name);

const refusal = (message: string) => ({ name: 'ConfigError', message });

async function written(name: string, mode = 0o600): Promise<string> {
  await writeFile(at(name), 'content');
  await chmod(at(name), mode);
  return at(name);
}

describe('openOwnFile', () => {
  it('creates a file that is closed to others', async () => {
    const handle = await openOwnFile(at('new'), O_CREAT | O_EXCL | O_WRONLY);
    await handle.writeFile('text');
    await handle.close();
    expect((await stat(at('new'))).mode & 0o777).toBe(0o600);
    expect(await readFile(at('new'), 'utf8')).toBe('text');
  });

  it('opens what is our own: to read, to append, to empty', async () => {
    const path = await written('own');
    const reading = await openOwnFile(path, O_RDONLY);
    expect(await reading.readFile('utf8')).toBe('content');
    await reading.close();
    const appending = await openOwnFile(path, O_WRONLY | O_APPEND);
    await appending.appendFile(' and more');
    await appending.close();
    expect(await readFile(path, 'utf8')).toBe('content and more');
    await (await openOwnFile(path, O_WRONLY | O_TRUNC)).close();
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it('says as the system does that there is none, or one already', async () => {
    await expect(openOwnFile(at('none'), O_RDONLY)).rejects.toMatchObject({ code: 'ENOENT' });
    const path = await written('there');
    await expect(openOwnFile(path, O_CREAT | O_EXCL | O_WRONLY)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it.each([
    [0o640, '0640'],
    [0o604, '0604'],
    [0o620, '0620'],
    [0o601, '0601'],
    [0o666, '0666'],
  ])('refuses mode %o, and leaves the content alone', async (mode, name) => {
    const path = await written('open', mode);
    await expect(openOwnFile(path, O_RDWR | O_TRUNC)).rejects.toMatchObject(
      refusal(
        `The state file ${path} has mode ${name}, so others may use it; mcm needs 0600. If nobody changed it, run \`chmod 600\` on it; else remove it.`,
      ),
    );
    expect(await readFile(path, 'utf8')).toBe('content');
  });

  it('refuses a file of another user, and leaves the content alone', async () => {
    const path = await written('foreign');
    const { uid } = await stat(path);
    await expect(openOwnFile(path, O_RDWR | O_TRUNC, uid + 1)).rejects.toMatchObject(
      refusal(
        `The state file ${path} belongs to another user; mcm uses files of its own user only. Look at who put it there, and remove it.`,
      ),
    );
    expect(await readFile(path, 'utf8')).toBe('content');
  });

  it.each([
    ['to a file', 'target'],
    ['to nothing', 'nowhere'],
  ])('refuses a symbolic link %s, and creates nothing behind it', async (_, target) => {
    await written('target');
    const path = at('link');
    await symlink(at(target), path);
    for (const flags of [O_RDONLY, O_CREAT | O_WRONLY]) {
      await expect(openOwnFile(path, flags)).rejects.toMatchObject(
        refusal(
          `The state file ${path} is a symbolic link; mcm needs a file of its own. Look at who put it there, and remove it.`,
        ),
      );
    }
    await expect(stat(at('nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['a directory', (path: string) => mkdir(path)],
    ['a named pipe', async (path: string) => void execFileSync('mkfifo', [path])],
  ])('refuses %s without waiting for anyone', async (_, make) => {
    const path = at('other');
    await make(path);
    for (const flags of [O_RDONLY, O_WRONLY]) {
      await expect(openOwnFile(path, flags)).rejects.toMatchObject(
        refusal(
          `The state file ${path} is not a regular file; mcm needs a file of its own. Look at who put it there, and remove it.`,
        ),
      );
    }
  });

  it('refuses a socket', async () => {
    const server = createServer().listen(at('socket'));
    await once(server, 'listening');
    await expect(openOwnFile(at('socket'), O_RDONLY)).rejects.toThrow('is not a regular file');
    server.close();
  });

  it('says what the system refused', async () => {
    const path = join(await written('file'), 'below');
    await expect(openOwnFile(path, O_RDONLY)).rejects.toMatchObject(
      refusal(
        `The state file ${path} cannot be opened (ENOTDIR). Make it readable and writable for your user.`,
      ),
    );
  });
});
