import { describe, expect, it } from '@jest/globals';
import { withEntry } from '../../src/clients/edit.js';

const JSONC = { format: 'jsonc', key: 'servers' } as const;
const TOML = { format: 'toml', key: 'mcp_servers' } as const;
const entry = { command: '/usr/bin/node', args: ['/opt/mcm/cli.js', 'serve'] };

describe('an entry in JSON', () => {
  it('is put into an empty file', async () => {
    expect(await withEntry('', JSONC, 'mcm', { command: 'node', args: [] })).toBe(
      '{\n  "servers": {\n    "mcm": {\n      "command": "node",\n      "args": []\n    }\n  }\n}\n',
    );
  });

  it('leaves comments and order of the rest, and is indented as it is', async () => {
    const before =
      '{\n\t// mine\n\t"inputs": [], /* kept */\n\t"servers": {\n\t\t"other": { "command": "x" },\n\t},\n}\n';
    const after = await withEntry(before, JSONC, 'mcm', { command: 'node' });
    for (const kept of ['\t// mine\n', '"inputs": [], /* kept */', '\t\t"other": {'])
      expect(after).toContain(kept);
    expect(after).toContain('\t\t"mcm": {\n\t\t\t"command": "node"\n\t\t}');
  });

  it('takes the place of one of its name', async () => {
    const before = '{"servers":{"mcm":{"command":"old","args":["x"]},"b":{"command":"y"}}}';
    expect(JSON.parse(await withEntry(before, JSONC, 'mcm', entry))).toEqual({
      servers: { mcm: entry, b: { command: 'y' } },
    });
  });

  it('keeps the line ends of Windows', async () => {
    const after = await withEntry('{\r\n  "a": 1\r\n}\r\n', JSONC, 'mcm', { command: 'node' });
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('an entry in TOML', () => {
  it('is put at the end, behind what is there', async () => {
    const before = '# mine\nmodel = "m" # kept\n\n[mcp_servers.other]\ncommand = "x"';
    expect(await withEntry(before, TOML, 'mcm', entry)).toBe(
      `${before}\n\n[mcp_servers.mcm]\ncommand = "/usr/bin/node"\nargs = [ "/opt/mcm/cli.js", "serve" ]\n`,
    );
  });

  it('takes the place of one of its name, with the tables below it', async () => {
    const before =
      '[mcp_servers.mcm]\ncommand = "old"\n[mcp_servers.mcm.env]\nA = "1"\n\n# of b\n[mcp_servers."b c"]\ncommand = "y"\n';
    const after = await withEntry(before, TOML, 'mcm', { ...entry, env: { A: '1' } });
    expect(after).toContain('[mcp_servers."b c"]\ncommand = "y"\n');
    expect(after).not.toContain('old');
    expect(after.match(/\[mcp_servers\.mcm\]/g)).toHaveLength(1);
    expect(after).toContain('[mcp_servers.mcm.env]\nA = "1"');
  });

  it('is not written where the file has it in a form that cannot be changed alone', async () => {
    for (const before of ['[mcp_servers]\nmcm = { command = "x" }\n', 'mcp_servers.mcm.command = "x"\n'])
      await expect(withEntry(before, TOML, 'mcm', entry)).rejects.toThrow();
  });
});
