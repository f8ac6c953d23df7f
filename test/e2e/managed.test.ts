import { expect, it } from '@jest/globals';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { call, connect, room, run } from './built.js';

const isRoot = process.getuid?.() === 0;

it('a managed config holds over a user’s, or stops the start where others could have written it', async () => {
  const { directory, env, remove } = await room();
  try {
    const file = join(directory, 'managed.json');
    await writeFile(file, JSON.stringify({ readOnly: true }), { mode: 0o644 });
    await writeFile(join(directory, 'mcm.json'), JSON.stringify({ readOnly: false, plugins: [] }));
    const args = ['serve', '--config', 'mcm.json'];
    const options = { cwd: directory, env: { ...env, MCM_MANAGED_CONFIG: file } };
    // What this test writes is root's only where root runs it.
    if (isRoot) {
      const { client } = await connect(args, options);
      expect(await call(client, 'get_system_status')).toMatchObject({ read_only: true, managed: [{ file }] });
      await client.close();
      await chmod(file, 0o666);
    }
    const { code, stdout, stderr } = await run(args, options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      isRoot ? /can be written by others \(mode 0666\)/ : /belongs to the user \d+ and not to root/,
    );
  } finally {
    await remove();
  }
});
