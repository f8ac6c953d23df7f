import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseWithConfig } from '../../src/cli/options.js';
import { Workspace } from '../config/workspace.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

/** The tools that a command with these arguments offers. */
async function toolsOf(...args: readonly string[]) {
  const io = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    env: {},
    cwd: workspace.project,
    platform: 'linux' as const,
    home: workspace.home,
    program: 'mcm',
    user: 'ada',
    locale: 'en' as const,
  };
  const { load } = parseWithConfig(args, {}, [], io);
  return (await load()).config.tools;
}

describe('the options that choose tools [RULE:TOOL-SELECTION]', () => {
  it('change nothing where they are not given', async () => {
    expect(await toolsOf()).toEqual({ preset: 'full', include: [], exclude: [], hideUnavailable: false });
  });

  it('take lists, with commas or one by one', async () => {
    expect(
      await toolsOf(
        '--preset',
        'unified',
        '--include',
        'list_*,get_a',
        '--include=b',
        '--exclude',
        'c,',
        '--hide-unavailable',
      ),
    ).toEqual({
      preset: 'unified',
      include: ['list_*', 'get_a', 'b'],
      exclude: ['c'],
      hideUnavailable: true,
    });
  });

  it('refuse a preset that there is not', async () => {
    await expect(toolsOf('--preset', 'all')).rejects.toThrow('--preset is full or unified.');
  });
});
