import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FORMAT_OPTION, parseWithConfig } from '../../src/cli/options.js';
import { Workspace } from '../config/workspace.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

/** The config of a command with these arguments. */
async function configOf(args: readonly string[]) {
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
  const { load } = parseWithConfig(args, FORMAT_OPTION, [], io);
  return (await load()).config;
}

/** The tools that it offers. */
const toolsOf = async (...args: readonly string[]) => (await configOf(args)).tools;

describe('the options of the log', () => {
  it('say how much and in which form', async () => {
    expect(await configOf(['--log-level', 'silent', '--log-format=pretty'])).toMatchObject({
      logLevel: 'silent',
      logFormat: 'pretty',
    });
    expect(await configOf([])).toMatchObject({ logLevel: 'info', logFormat: 'auto' });
  });

  it('refuse what there is not', async () => {
    await expect(configOf(['--log-level', 'warn'])).rejects.toThrow(
      '--log-level is one of debug, info, warning, error, silent.',
    );
    await expect(configOf(['--log-format', 'xml'])).rejects.toThrow(
      '--log-format is one of auto, json, pretty.',
    );
  });
});

describe('the options that choose tools [RULE:TOOL-SELECTION]', () => {
  it('change nothing where they are not given', async () => {
    expect(await toolsOf()).toEqual({
      preset: 'full',
      include: [],
      exclude: [],
      hideUnavailable: false,
      outputSchemas: true,
    });
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
      outputSchemas: true,
    });
  });

  it('refuse a preset that there is not', async () => {
    await expect(toolsOf('--preset', 'all')).rejects.toThrow('--preset is full or unified.');
  });
});
