import { describe, expect, it } from '@jest/globals';
import { paintFor } from '../../src/cli/hand/paint.js';
import { aligned, sheet, table } from '../../src/cli/hand/table.js';
import { widthOf } from '../../src/text/width.js';

const plain = (text: string): string => text;
const rows = [
  { name: 'web-1', cpu: '3', note: '' },
  { name: '网站-2', cpu: '12.5', note: '' },
];

describe('a table', () => {
  it('has columns as wide as what stands in them, and none in which nothing stands', () => {
    expect(
      table(
        [
          { head: 'NAME', text: ({ name }) => name },
          { head: 'NOTE', text: ({ note }) => note },
          { head: 'CPU', text: ({ cpu }) => cpu, right: true },
        ],
        rows,
        plain,
      ),
    ).toBe('NAME     CPU\nweb-1      3\n网站-2  12.5\n');
  });

  it('is as wide with colours as without', () => {
    const paint = paintFor({ stdout: { isTTY: true }, env: {} } as never);
    const columns = [
      { head: 'NAME', text: ({ name }: (typeof rows)[number]) => name, colour: () => 'green' as const },
      { head: 'CPU', text: ({ cpu }: (typeof rows)[number]) => cpu },
    ];
    const painted = table(columns, rows, paint);
    expect(painted).toContain('\u001b[32mweb-1\u001b[0m   3\n');
    expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(table(columns, rows, plain));
  });

  it('is as straight under Chinese headings, and in Chinese rows without any', () => {
    const columns = [
      { head: '名称', text: ({ name }: (typeof rows)[number]) => name },
      { head: 'CPU 使用率', text: ({ cpu }: (typeof rows)[number]) => cpu, right: true },
      { head: '备注', text: ({ name }: (typeof rows)[number]) => name },
    ];
    expect(table(columns, rows, plain)).toBe(
      ['名称    CPU 使用率  备注', 'web-1            3  web-1', '网站-2        12.5  网站-2', ''].join('\n'),
    );
    expect(
      aligned([
        ['名称', 'a'],
        ['web-server', ''],
        ['网站', 'b', '地域'],
      ]),
    ).toBe('名称        a\nweb-server\n网站        b  地域\n');
    expect(
      sheet(
        [
          ['名称', 'web-1'],
          ['创建时间', '2026'],
        ],
        plain,
      ),
    ).toBe('名称      web-1\n创建时间  2026\n');
  });

  it('of names and values leaves out what is empty', () => {
    expect(
      sheet(
        [
          ['name', 'web-1'],
          ['image', ''],
          ['created', '2026'],
        ],
        plain,
      ),
    ).toBe('name     web-1\ncreated  2026\n');
  });

  it.each([
    ['abc', 3],
    ['网站', 4],
    ['e\u0301', 1],
    ['サーバー', 8],
    ['', 0],
  ])('counts %j as %i columns of a terminal', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });
});

describe('colours', () => {
  it.each([
    ['a terminal', true, {}, true],
    ['a pipe', undefined, {}, false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('with %s', (_, isTTY, env, coloured) => {
    const paint = paintFor({ stdout: { isTTY }, env } as never);
    expect(paint('x', 'red')).toBe(coloured ? '\u001b[31mx\u001b[0m' : 'x');
  });
});
