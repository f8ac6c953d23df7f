import { describe, expect, it } from '@jest/globals';
import { commandLine } from '../../src/host/command-line.js';

describe('a command that a person copies', () => {
  it.each([
    [
      ['mcm', 'approve', '--state-dir', '/home/ada/.local/state/mcm'],
      'mcm approve --state-dir /home/ada/.local/state/mcm',
    ],
    [['mcm', '/home/a b/x'], "mcm '/home/a b/x'"],
    [['mcm', "it's"], `mcm 'it'\\''s'`],
    [['mcm', '$(reboot)', '`x`', '%PATH%'], "mcm '$(reboot)' '`x`' '%PATH%'"],
    [['mcm', 'a\\b', ''], "mcm 'a\\b' ''"],
  ])('%j', (words, line) => {
    expect(commandLine(words, 'linux')).toBe(line);
  });

  it('is quoted in another way on Windows', () => {
    expect(commandLine(['C:\\node.exe', 'C:\\a b\\cli.js'], 'win32')).toBe('C:\\node.exe "C:\\a b\\cli.js"');
  });
});
