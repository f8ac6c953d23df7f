import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { targetOf } from '../../src/init/target.js';
import { writeNewConfig } from '../../src/init/write.js';
import { loadLocale } from '../../src/locale/words.js';
import { messageOf, Workspace } from '../config/workspace.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

const target = (
  wanted: Parameters<typeof targetOf>[0] = {},
  env: Readonly<Record<string, string>> = {},
  platform: NodeJS.Platform = 'linux',
) => targetOf(wanted, { cwd: workspace.project, env, platform, home: workspace.home });

describe('where the config goes [RULE:INIT]', () => {
  it('is the person’s own config directory, where mcm finds it without being told', async () => {
    const file = join(workspace.userDirectory, 'mcm.config.yaml');
    expect(await target()).toEqual({ file, format: 'yaml', reached: 'always', exists: false });
    expect(await target({ format: 'ts' })).toMatchObject({
      ...{ file: join(workspace.userDirectory, 'mcm.config.ts'), format: 'ts' },
    });
    expect((await target({}, {}, 'darwin')).file).toBe(
      join(workspace.home, 'Library', 'Preferences', 'mcm', 'mcm.config.yaml'),
    );
  });

  it('is where MCM_CONFIG or --config says, and how it is found then is known', async () => {
    const own = join(workspace.userDirectory, 'mcm.config.yaml');
    const set = { MCM_CONFIG: 'mine.yaml' };
    const mine = join(workspace.project, 'mine.yaml');
    expect(await target({}, set)).toMatchObject({ file: mine, reached: 'always' });
    expect(await target({ config: own }, set)).toMatchObject({ file: own, reached: 'named' });
    expect(await target({ config: 'mcm.config.ts' })).toMatchObject({ format: 'ts', reached: 'trusted' });
    expect(await target({ config: 'mine.yaml' })).toMatchObject({ reached: 'named' });
  });

  it.each([
    [{ config: 'mcm.json' }, 'its name must end in .yaml, .yml, .ts, .mts'],
    [{ config: 'mcm.config.ts', format: 'yaml' }, '--format yaml does not fit the name'],
    [{ config: 'folder.yaml' }, 'is a directory'],
  ] as const)('is refused with %j', async (wanted, why) => {
    await mkdir(join(workspace.project, 'folder.yaml'));
    expect(await messageOf(target(wanted))).toContain(why);
  });

  it('is refused in 简体中文 too', async () => {
    await loadLocale('zh-CN');
    const refused: unknown = await target({ config: 'mcm.json' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      message: expect.stringContaining('its name must end in .yaml') as unknown,
      said: { 'zh-CN': expect.stringContaining('文件名必须以 .yaml、.yml、.ts、.mts 之一结尾') as unknown },
    });
  });

  it('is known to be taken, by itself or by another config that would be used', async () => {
    const ts = await workspace.write('open/project/mcm.config.ts', 'export default {};');
    expect(await target({ config: 'mcm.config.ts' })).toMatchObject({ exists: true });
    expect(await target({ config: 'mcm.config.yaml' })).toMatchObject({ exists: false, other: ts });
    expect(await target({ config: 'mine.yaml' })).not.toHaveProperty('other');
  });
});

describe('a new config [RULE:INIT]', () => {
  it('is for its owner alone, in a directory that is made', async () => {
    const file = join(workspace.userDirectory, 'mcm.config.yaml');
    await writeNewConfig(file, 'readOnly: true\n');
    const modes = await Promise.all(
      [file, workspace.userDirectory].map(async (each) => (await stat(each)).mode),
    );
    expect(modes.map((mode) => (mode & 0o777).toString(8))).toEqual(['600', '700']);
    expect(await readdir(workspace.userDirectory)).toEqual(['mcm.config.yaml']);
  });

  it('never takes the place of one that came in the meantime, not of a link either', async () => {
    const file = await workspace.write('open/project/mcm.config.yaml', 'mine\n');
    const link = join(workspace.project, 'link.yaml');
    await symlink(join(workspace.root, 'nowhere'), link);
    for (const taken of [file, link])
      await expect(writeNewConfig(taken, 'other\n')).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(file, 'utf8')).toBe('mine\n');
    expect((await readdir(workspace.project)).sort()).toEqual(['link.yaml', 'mcm.config.yaml']);
  });
});
