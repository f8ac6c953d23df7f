import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../src/cli/init.js';
import { Workspace } from '../config/workspace.js';
import { messageOf } from '../config/workspace.js';
import { FakeTerminal } from './terminal.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

const terminal = (options: { readonly input?: boolean; readonly output?: boolean } = {}) =>
  new FakeTerminal({ stateDir: workspace.project, ...options });

describe('mcm init at a terminal [RULE:INIT]', () => {
  it('lets a person pick accounts by number or name, and asks again what it does not know', async () => {
    await workspace.write(
      'open/project/.aws/credentials',
      '[one]\nrole_arn=x\n[two]\nrole_arn=x\n[three]\nrole_arn=x\n',
    );
    const screen = terminal();
    const ended = screen.run((io) => run(['--print'], io));
    await screen.expectText(/Which clouds\? .*\[aws\]: /);
    screen.type('');
    await screen.expectText(/Which accounts of aws\? \(1 one, 2 two, 3 three\) \[one, two, three\]: /);
    screen.type('4');
    await screen.expectText(/Which accounts of aws\? /);
    screen.type('three 1');
    expect(await ended).toBe(0);
    expect(screen.text).toMatch(/- name: one\n.*profile: one\n/);
    expect(screen.text).toMatch(/- name: three\n.*profile: three\n/);
    expect(screen.text).not.toContain('- name: two');
  });

  it('has no usual answer for the clouds where nothing was found', async () => {
    const screen = terminal();
    const ended = screen.run((io) => run(['--print'], io));
    await screen.expectText(/Which clouds\? .*commas between: /);
    screen.type('');
    await screen.expectText(/Which clouds\? /);
    screen.type('vultr');
    expect(await ended).toBe(0);
    expect(screen.text).toContain('apiKey: { env: VULTR_API_KEY }');
  });

  it.each([{ input: false }, { output: false }])('asks nothing with %j', async (options) => {
    const screen = terminal(options);
    expect(await messageOf(screen.run((io) => run([], io)))).toContain('--cloud');
    expect(await readdir(workspace.project)).toEqual([]);
  });

  it.each([
    ['none.env', 'There is no env file'],
    ['folder', 'it is no file'],
  ])('refuses the env file %s', async (file, why) => {
    await mkdir(join(workspace.project, 'folder'));
    const args = ['--yes', '--print', '--env-file', file];
    expect(await messageOf(terminal().run((io) => run(args, io)))).toContain(why);
  });

  it('takes all that is found with --yes, and says that nothing was', async () => {
    expect(await messageOf(terminal().run((io) => run(['--yes'], io)))).toContain(
      'Name the clouds with --cloud',
    );
  });
});
