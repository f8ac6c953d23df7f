import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { McmError } from 'multi-cloud-manager/plugin';
import { atDesk, type DeskWork } from '../../src/cli/terminal/at-desk.js';
import { choose } from '../../src/cli/terminal/choose.js';
import { numbered } from '../../src/cli/terminal/numbered.js';
import { Person } from '../../src/cli/terminal/person.js';
import { ago, quoted, upTo } from '../../src/cli/terminal/words.js';
import { terminal as words } from '../../src/locale/en/terminal.js';
import { TestClock } from '../fixtures/clock.js';
import { FakeTerminal } from './terminal.js';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const UP = '\u001b[A';

let terminal: FakeTerminal;
let person: Person;
beforeEach(() => {
  terminal = new FakeTerminal({ stateDir: '/nowhere' });
  person = Person.at(terminal.io, 'approve');
});
afterEach(() => {
  person.leave();
});

describe('a person at a terminal', () => {
  it('answers one question after the other', async () => {
    const first = person.ask('Your name? ');
    await terminal.expectText(/Your name\? /);
    terminal.type('ada');
    expect(await first).toBe('ada');
    const second = person.ask('And yours? ');
    terminal.type('重启');
    expect(await second).toBe('重启');
  });

  it.each([
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', CTRL_D],
    ['Ctrl-C after some letters', `203.0${CTRL_C}`],
  ])('who presses %s gives no answer, and none to what is asked later', async (_, keys) => {
    const first = person.ask('Your name? ');
    terminal.press(keys);
    expect(await first).toBeUndefined();
    expect(terminal.text.endsWith('\n')).toBe(true);
    expect(await person.ask('And yours? ')).toBeUndefined();
  });

  it('whose terminal is closed gives no answer', async () => {
    const first = person.ask('Your name? ');
    terminal.hangUp();
    expect(await first).toBeUndefined();
  });

  it('cannot answer what has not been asked yet', async () => {
    const first = person.ask('One? ');
    terminal.press('1\r2\r3\rhalf');
    expect(await first).toBe('1');
    const second = person.ask('Two? ');
    terminal.type('a');
    expect(await second).toBe('a');
  });

  it('does not get earlier answers back with the arrow keys', async () => {
    const first = person.ask('One? ');
    terminal.type('web-server-01');
    await first;
    const second = person.ask('Two? ');
    terminal.press(`${UP}\r`);
    expect(await second).toBe('');
  });

  it.each([
    ['stdin', { input: false }],
    ['stdout', { output: false }],
  ])('is not there where %s is a pipe', (_, pipe) => {
    const { io } = new FakeTerminal({ stateDir: '/nowhere', ...pipe });
    expect(() => Person.at(io, 'approve')).toThrow(
      'mcm approve needs a person at a terminal: neither its input nor its output may be a pipe or a file. --list works everywhere.',
    );
  });
});

describe('choosing', () => {
  it('asks nothing where there is one', async () => {
    expect(await choose(person, ['a'])).toBe('a');
    expect(terminal.text).toBe('');
  });

  it('takes a number, and asks again for what is none', async () => {
    const choice = choose(person, ['a', 'b']);
    for (const wrong of ['0', '3', 'a', '1.5', '-1']) {
      await terminal.expectText(/Which one\? Type its number \(1 to 2\), or press Enter for none: /);
      terminal.type(wrong);
    }
    await terminal.expectText(/Which one\?/);
    terminal.type(' 2 ');
    expect(await choice).toBe('b');
  });

  it.each([
    ['Enter', '\r'],
    ['Ctrl-C', CTRL_C],
  ])('gives none on %s', async (_, keys) => {
    const choice = choose(person, ['a', 'b']);
    await terminal.expectText(/Which one\?/);
    terminal.press(keys);
    expect(await choice).toBeUndefined();
  });
});

describe('a command for a person', () => {
  const run = (work: DeskWork) =>
    terminal.run((io) => atDesk({ name: 'approve', takes: 'ID' }, ['--list'], io, TestClock.still(), work));

  it('says what mcm refuses in one sentence, and fails', async () => {
    const error = new McmError('INTERNAL', 'The state did not come to rest. Try again.');
    expect(await run(() => Promise.reject(error))).toBe(1);
    expect(terminal.text).toBe('The state did not come to rest. Try again.\n');
  });

  it('does not hide what nobody foresaw', async () => {
    await expect(run(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  });
});

describe('the words of a terminal', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', '"red"'],
    ['a title', '\u001b]0;title\u0007x', '"x"'],
    ['a line break', 'a\nWarning: b', '"a Warning: b"'],
    ['what is invisible or turns the text around', 'abc\u202edef\u200b', '"abcdef"'],
    ['quotes', 'say "hi" \\', '"say \\"hi\\" \\\\"'],
    ['a short control sequence', '\u009b2Jx', '"x"'],
  ])('quote %s harmlessly', (_, text, wanted) => {
    expect(quoted(text)).toBe(wanted);
  });

  it('cut what is long', () => {
    expect(quoted('x'.repeat(300))).toBe(`"${'x'.repeat(200)}… [300 characters]"`);
  });

  const now = new Date('2026-03-01T12:00:00.000Z');
  it.each([
    ['2026-03-01T12:00:05.000Z', 'less than a minute ago'],
    ['2026-03-01T11:59:01.000Z', 'less than a minute ago'],
    ['2026-03-01T11:59:00.000Z', '1 minute ago'],
    ['2026-03-01T11:01:00.000Z', '59 minutes ago'],
    ['2026-03-01T10:00:00.000Z', '2 hours ago'],
    ['2026-02-26T12:00:00.000Z', '3 days ago'],
  ])('say when %s was', (then, wanted) => {
    expect(ago(new Date(then), now, 'en')).toBe(wanted);
  });

  it.each([
    ['2026-03-01T12:00:01.000Z', /^\d\d:\d\d \(in 1 minute\)$/],
    ['2026-03-01T12:04:01.000Z', /^\d\d:\d\d \(in 5 minutes\)$/],
  ])('say when %s will be', (then, wanted) => {
    expect(upTo(new Date(then), now, 'en')).toMatch(wanted);
  });

  it('show the time as a clock here does', () => {
    expect(upTo(new Date(2026, 2, 1, 9, 5), new Date(2026, 2, 1, 9, 0), 'en')).toBe('09:05 (in 5 minutes)');
  });

  it('list and number things', () => {
    expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map(words.wrong)).toEqual([
      'Wrong: a. Nothing was approved.',
      'Wrong: a and b. Nothing was approved.',
      'Wrong: a, b and c. Nothing was approved.',
    ]);
    expect(numbered([['a', 'b'], ['c']])).toBe('1. a\n   b\n\n2. c\n\n');
  });
});
