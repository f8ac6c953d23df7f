import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.js';
import type { Io } from '../../src/cli/io.js';
import '../lazy-rooms.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-doctor-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** What the command writes, to a terminal or a pipe. */
async function doctor(
  args: readonly string[],
  options: { readonly isTTY?: boolean; readonly env?: Io['env'] } = {},
) {
  const { isTTY = false, env = {} } = options;
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const code = await main(['doctor', ...args], {
    ...{
      stdin: new PassThrough(),
      stdout,
      stderr: new PassThrough(),
      program: '',
      user: 'ada',
      locale: 'en' as const,
    },
    ...{ env: { HOME: directory, ...env }, cwd: directory, home: directory, platform: 'linux' },
  });
  return { code, text: String(stdout.read()) };
}

const ESC = '\u001b';

describe('mcm doctor on a terminal [RULE:DOCTOR]', () => {
  it('has colours, and says what it waits for on a line that it takes away again', async () => {
    const { code, text } = await doctor(['--offline'], { isTTY: true });
    expect(code).toBe(0);
    expect(text).toContain(`${ESC}[33mwarning  ${ESC}[0mNo cloud is configured yet.`);
    expect(text).toContain(`… loading policies and plugins\r${ESC}[2K`);
    expect(text).toMatch(/\n\d+ checks: .*\.\n$/);
  });

  it('is plain where nobody wants colours', async () => {
    const noColour = await doctor(['--offline'], { isTTY: true, env: { NO_COLOR: '1' } });
    expect(noColour.text).toContain('  warning  No cloud is configured yet.');
    const dumb = await doctor(['--offline'], { isTTY: true, env: { TERM: 'dumb' } });
    expect(dumb.text).not.toContain(ESC);
    expect((await doctor(['--offline'])).text).not.toContain(ESC);
  });
});
