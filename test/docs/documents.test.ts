import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ERROR_CODES } from 'multi-cloud-manager/plugin';
import { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import { configSchema } from '../../src/config/schema.js';
import { brokenLinks } from '../../scripts/docs/links.mjs';
import { fill } from '../../scripts/docs/markers.mjs';
import { rowsOf } from '../catalogue.js';
import { blocksOf } from './blocks.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string): Promise<string> => readFile(join(root, name), 'utf8');
const part = (text: string, name: string): string =>
  new RegExp(`<!-- generated:${name} -->\\n(.*?)<!-- /generated -->`, 's').exec(text)?.[1] ?? '';

describe('the documents', () => {
  it('are as the code says, and no link in them leads nowhere', async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['scripts/docs.mjs', '--check'], {
      cwd: root,
    }).catch((error: unknown) => error as { stdout: string; stderr: string });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  }, 120_000);

  it('explain every error code', async () => {
    const reference = await read('docs/errors.md');
    expect([...reference.matchAll(/^### ([A-Z_]+)$/gm)].map(([, code]) => code)).toEqual(
      Object.keys(ERROR_CODES),
    );
  });

  it('say which codes nothing answers yet', async () => {
    const names = (
      await Promise.all(['src', 'plugins'].map((top) => readdir(join(root, top), { recursive: true })))
    )
      .flatMap((files, index) => files.map((name) => join(index === 0 ? 'src' : 'plugins', name)))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('error-codes.ts'));
    const code = (await Promise.all(names.map(read))).join('');
    const reserved = Object.keys(ERROR_CODES).filter((each) => !code.includes(`'${each}'`));
    const [, said = ''] =
      /^This part is generated.*?\.ts`\.(.*?)$/ms.exec(await read('docs/errors.md')) ?? [];
    expect([...said.matchAll(/`([A-Z_]+)` is reserved/g)].map(([, each]) => each)).toEqual(reserved);
  });

  it('name the stages of a call in the order of order.ts', async () => {
    const order = /return \[\n(.*?)\n {2}\];/s.exec(await read('src/pipeline/order.ts'))?.[1] ?? '';
    const stages = [...order.matchAll(/^ {4}(\w+)\(/gm)].map(([, name]) => name);
    expect(stages.slice(0, 4)).toEqual(['audit', 'errors', 'rate', 'validate']);
    const shown = part(await read('docs/architecture.md'), 'stages');
    expect([...shown.matchAll(/^\d+\. \[\*\*(\w+)\*\*\]/gm)].map(([, name]) => name)).toEqual(stages);
  });

  it('list every tool of the default config', async () => {
    const rows = [...part(await read('docs/tools.md'), 'tools').matchAll(/^\| `(\w+)`/gm)].map(
      ([, name]) => name,
    );
    expect(rows).toEqual(rowsOf(BUILTIN_NAMES).map(({ name }) => name));
    expect(rows).toEqual(expect.arrayContaining(['get_instance_info', 'reboot_digitalocean_droplet']));
  });

  it('lead a newcomer from one to the next, beginning with a short README', async () => {
    const readme = await read('README.md');
    expect(readme.split('\n').length).toBeLessThan(150);
    const order = [
      'getting-started',
      'tools',
      'clouds/aws',
      'safety',
      'config',
      'plugins',
      'policies',
      'troubleshooting',
    ];
    const [, reading = ''] = /^## Read on\n(.*?)^## /ms.exec(readme) ?? [];
    const links = [...reading.matchAll(/^\d+\. [\w ]*:? ?\[[^\]]+\]\(docs\/([\w/-]+)\.md\)/gm)].map(
      ([, name]) => name,
    );
    expect(links).toEqual(order);
  });

  it('are led to from a README in 简体中文 too, with the same commands and the same links', async () => {
    const [english, chinese] = [await read('README.md'), await read('README.zh-CN.md')];
    const linksIn = (text: string) =>
      [...text.matchAll(/\]\(((?:docs|examples|[A-Z])[^)]+)\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !link.startsWith('README'));
    expect(new Set(linksIn(chinese))).toEqual(new Set(linksIn(english)));
    const commandsIn = (text: string) =>
      blocksOf(text)
        .filter(({ language }) => language === 'sh')
        .map((block) => block.text.replaceAll(/ *#.*$/gm, ''));
    expect(commandsIn(chinese)).toEqual(commandsIn(english));
    const rowsIn = (text: string) => [...text.matchAll(/^\| .*$/gm)].length;
    expect(rowsIn(chinese)).toBe(rowsIn(english));
  });

  it.each(BUILTIN_NAMES)(
    'say which permission each tool of %s needs, and the ones that mcm doctor names',
    async (cloud) => {
      const page = await read(`docs/clouds/${cloud}.md`);
      const [, permissions = ''] = /^## Permissions\n(.*?)^## /ms.exec(page) ?? [];
      const told = [...permissions.matchAll(/^\| (.*?) +\| (.*?) +\|$/gm)].slice(2);
      const named = (column: number): string[] =>
        told.flatMap((row) => [...(row[column] ?? '').matchAll(/`([\w:]+)`/g)].map(([, name = '']) => name));
      expect(named(1)).toEqual(
        expect.arrayContaining(
          rowsOf([cloud])
            .map(({ name }) => name)
            .filter((name) => name.includes(cloud)),
        ),
      );
      expect(named(1)).toEqual(
        expect.arrayContaining(['get_instance_info', 'list_instances', 'get_instance_monitoring']),
      );
      const { LEAST_PRIVILEGE } = (await import(`../../plugins/${cloud}/least-privilege.js`)) as {
        LEAST_PRIVILEGE: { read: { text: string }; power?: { text: string } };
      };
      const least = (LEAST_PRIVILEGE.power ?? LEAST_PRIVILEGE.read).text;
      const needed = [...least.matchAll(/\b(?:ecs|ec2|cloudwatch):\w+|^[a-z_:]+$/gm)].map(([name]) => name);
      expect(needed.length).toBeGreaterThan(1);
      expect(needed.filter((name) => !permissions.includes(`\`${name}\``))).toEqual([]);
    },
  );

  it('begin with the two commands', async () => {
    const [first] = /^```sh\n.*?^```/ms.exec(await read('README.md')) ?? [];
    expect(first).toContain('npm ci && npm run demo');
    expect(first).toContain('npm ci && npm test');
  });

  it('show JSON that is JSON, and a config that the schema accepts', async () => {
    const blocks = blocksOf(await read('docs/getting-started.md'))
      .filter(({ language }) => language === 'json')
      .map(({ text }) => JSON.parse(text) as Record<string, unknown>);
    expect(blocks.map((block) => Object.keys(block)[0])).toEqual([
      'mcpServers',
      'mcpServers',
      'servers',
      'mcpServers',
      '$schema',
    ]);
    expect(configSchema().safeParse(blocks.at(-1)).error).toBeUndefined();
  });
});

describe('the generator of documents', () => {
  const fillIn = (text: string): Promise<string> => fill(text, new Map([['a', 'new']]), 'x.md', new Set());

  it('puts a part between its markers and leaves the rest', async () => {
    expect(await fillIn('# T\n\n<!-- generated:a -->\nold\n<!-- /generated -->\n\nend\n')).toBe(
      '# T\n\n<!-- generated:a -->\n\nnew\n\n<!-- /generated -->\n\nend\n',
    );
  });

  it('refuses a part that nobody makes', async () => {
    await expect(fillIn('<!-- generated:b -->\n<!-- /generated -->\n')).rejects.toThrow('generated:b');
  });

  it('refuses a part without an end', async () => {
    await expect(fillIn('<!-- generated:a -->\n')).rejects.toThrow('no end');
  });

  it('finds links to files and headings that are not there, and none in code', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mcm-links-'));
    try {
      const file = join(folder, 'a.md');
      await writeFile(
        file,
        '# One two\n\n[ok](#one-two) [ok](a.md) [out](https://example.com/x) [no](#three) [no](b.md) `[code](c.md)`\n',
      );
      expect(await brokenLinks(folder, [file])).toEqual([
        'a.md: #three: there is no such heading',
        'a.md: b.md: there is no such file',
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
