import { describe, expect, it } from '@jest/globals';
import { Redactor } from '../../src/audit/redactor.js';
import type { LogEntry } from '../../src/call/served.js';
import { linesOf } from '../../src/log/lines.js';
import { Log, type LogLevel } from '../../src/log/log.js';

function open(level: LogLevel = 'info') {
  const lines: string[] = [];
  const redactor = new Redactor();
  const write = linesOf(
    (line) => lines.push(line),
    { kind: 'plain' },
    () => new Date(),
  );
  return { log: new Log(write, redactor, level), lines, redactor };
}

describe('the log', () => {
  it('names level and place, and writes fields as JSON', () => {
    const { log, lines } = open();
    log.named('acme').warn('slow', { ms: 12 });
    expect(lines).toEqual(['mcm warning [acme] slow {"ms":12}\n']);
  });

  it('writes nothing below its level', () => {
    const { log, lines } = open('warning');
    const acme = log.named('acme');
    acme.debug('a');
    acme.info('b');
    acme.warn('c');
    acme.error('d');
    expect(lines).toEqual(['mcm warning [acme] c\n', 'mcm error [acme] d\n']);
  });

  it('writes nothing at all where it is to be silent', () => {
    const { log, lines } = open('silent');
    log.named('acme').error('a');
    expect(lines).toEqual([]);
  });

  it('asks a listener what it wants, and makes nothing of the rest', () => {
    const { log } = open('error');
    const heard: string[] = [];
    log.listen(
      ({ message }) => heard.push(message),
      (level) => level === 'info',
    );
    const untold = {
      toJSON: () => {
        throw new Error('made');
      },
    };
    log.named('acme').debug('a', { untold });
    log.named('acme').info('b');
    expect(heard).toEqual(['b']);
  });

  it('tells a listener everything, below its level too, until it has heard enough', () => {
    const { log } = open('error');
    const heard: LogEntry[] = [];
    const stop = log.listen((entry) => heard.push(entry));
    log.named('acme').debug('a', { n: 1 });
    stop();
    log.named('acme').debug('b');
    expect(heard).toEqual([{ level: 'debug', logger: 'acme', message: 'a', fields: { n: 1 } }]);
  });

  it('shows no secret, to anyone', () => {
    const { log, lines, redactor } = open();
    const heard: LogEntry[] = [];
    log.listen((entry) => heard.push(entry));
    redactor.add('hunter22');
    log.named('acme').error('with hunter22', { header: 'Bearer hunter22' });
    expect(lines).toEqual(['mcm error [acme] with [redacted] {"header":"Bearer [redacted]"}\n']);
    expect(heard[0]).toEqual({
      level: 'error',
      logger: 'acme',
      message: 'with [redacted]',
      fields: { header: 'Bearer [redacted]' },
    });
  });
});

it('what a listener hears is clean too, and of a length that can be read', () => {
  const { log } = open();
  const heard: LogEntry[] = [];
  log.listen((entry) => heard.push(entry));
  log.named('acme').info('a\u001b[31m\nb', { text: '\u2066c', long: 'x'.repeat(12_000) });
  const long = `${'x'.repeat(10_000)}… [12000 characters]`;
  expect(heard).toEqual([{ level: 'info', logger: 'acme', message: 'a\nb', fields: { text: 'c', long } }]);
});

it('a secret that a length cut in two is not shown', () => {
  const { log, lines, redactor } = open();
  redactor.add('hunter22hunter22');
  log.named('acme').info(`${'x '.repeat(4995)}hunter22hunter22`);
  expect(lines.join('')).toContain('x x [redacted]… [10006 characters]');
});

describe('a line of the log [RULE:LOG-LINES]', () => {
  it.each([
    ['a\nmcm error [host] b', 'a\n    mcm error [host] b'],
    ['a\r\n\nmcm error [host] b', 'a\n    mcm error [host] b'],
    ['a\rmcm error [host] b', 'a\n    mcm error [host] b'],
    ['a\u001b[2K\u001b[1Gb', 'ab'],
    ['a\u0000\u0007\u009b1mb', 'ab'],
    ['a\u202eb\u200b\u2028mcm error [host] c', 'ab\n    mcm error [host] c'],
    ['\n a \n', 'a'],
    ['a\n b', 'a\n    b'],
  ])('from the message %j is %j', (message, shown) => {
    const { log, lines } = open();
    log.named('acme').info(message);
    expect(lines).toEqual([`mcm info [acme] ${shown}\n`]);
  });

  it('has its fields as JSON, so that no text in them can break it', () => {
    const { log, lines } = open();
    log.named('acme').info('a', { text: 'b\nmcm error [host] c\u001b', 'k\ney': ['\u202ed'] });
    expect(lines).toEqual(['mcm info [acme] a {"text":"b\\nmcm error [host] c","k ey":["d"]}\n']);
  });

  it('is written, and says so, where its fields are no JSON: what is logged ends nothing', () => {
    const { log, lines, redactor } = open();
    redactor.add('hunter22');
    const round: Record<string, unknown> = {};
    round['self'] = round;
    const hostile = {
      toJSON: () => {
        throw new Error('hunter22');
      },
    };
    for (const fields of [round, { n: 1n }, { hostile }]) log.named('acme').warn('with hunter22', fields);
    expect(lines).toEqual(
      [1, 2, 3].map(() => 'mcm warning [acme] with [redacted] {"note":"fields that are no JSON"}\n'),
    );
  });

  it.each<[unknown, string]>([
    [undefined, 'undefined'],
    [new TypeError('broken'), 'TypeError: broken'],
    [7, '7'],
    [Symbol('x'), 'Symbol(x)'],
    [Object.create(null), 'a message that is no text'],
  ])('is written for what is no text: %p', (message, shown) => {
    const { log, lines } = open();
    log.named('acme').info(message as string);
    expect(lines).toEqual([`mcm info [acme] ${shown}\n`]);
  });
});
