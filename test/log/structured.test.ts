import { describe, expect, it } from '@jest/globals';
import { Redactor } from '../../src/audit/redactor.js';
import { CurrentCall } from '../../src/call/current.js';
import type { LogEntry } from '../../src/call/served.js';
import { formOn } from '../../src/log/form.js';
import { linesOf, type LineForm } from '../../src/log/lines.js';
import { Log } from '../../src/log/log.js';
import { readable } from '../../src/log/read.js';

const AT = new Date('2026-03-01T12:00:00.250Z');
const CALL = '5f0c7c5e-8c0e-4a51-9d0c-0a8a3a9c1f11';

function open(form: LineForm) {
  const lines: string[] = [];
  const redactor = new Redactor();
  const calls = new CurrentCall();
  const write = linesOf(
    (line) => lines.push(line),
    form,
    () => AT,
  );
  return { log: new Log(write, redactor, 'debug', calls), lines, redactor, calls };
}

const parsed = (lines: readonly string[]): unknown[] => lines.map((line) => JSON.parse(line) as unknown);

describe('a line of JSON [RULE:LOG-LINES]', () => {
  it('says level, time, where it comes from and what, and has the fields beside them', () => {
    const { log, lines } = open({ kind: 'json' });
    log.named('acme').warn('slow', { ms: 12, path: '/v2/servers' });
    expect(lines).toEqual([
      '{"level":"warning","time":"2026-03-01T12:00:00.250Z","logger":"acme","ms":12,"path":"/v2/servers","msg":"slow"}\n',
    ]);
  });

  it('is one line, whatever is logged', () => {
    const { log, lines } = open({ kind: 'json' });
    log
      .named('acme')
      .info('a\n{"level":"error"}\r\u2028\u001b[2Kb', { text: 'c\n{"level":"error"}', 'k\ney': 1 });
    expect(lines.map((line) => line.split('\n').length)).toEqual([2]);
    expect(parsed(lines)).toEqual([
      {
        level: 'info',
        time: '2026-03-01T12:00:00.250Z',
        logger: 'acme',
        text: 'c\n{"level":"error"}',
        'k ey': 1,
        msg: 'a\n{"level":"error"}\n\nb',
      },
    ]);
  });

  it('is not said by a field to be what it is not', () => {
    const { log, lines, calls } = open({ kind: 'json' });
    calls.run({ call_id: CALL }, () => {
      log.named('acme').info('a', { level: 'error', time: 'x', logger: 'host', msg: 'b', call_id: 'forged' });
    });
    expect(lines.join('').match(/"(level|time|logger|msg|call_id)"/g)).toHaveLength(5);
    expect(parsed(lines)).toEqual([
      {
        ...{ level: 'info', time: '2026-03-01T12:00:00.250Z', logger: 'acme', call_id: CALL, msg: 'a' },
        ...{ level_: 'error', time_: 'x', logger_: 'host', msg_: 'b', call_id_: 'forged' },
      },
    ]);
  });

  it('shows no secret', () => {
    const { log, lines, redactor } = open({ kind: 'json' });
    redactor.add('hunter"22"');
    log.named('acme').error('with hunter"22"', { header: 'Bearer hunter"22"' });
    expect(parsed(lines)).toEqual([
      expect.objectContaining({ msg: 'with [redacted]', header: 'Bearer [redacted]' }),
    ]);
  });

  it('is written for fields that are no JSON', () => {
    const { log, lines } = open({ kind: 'json' });
    log.named('acme').info('a', { n: 1n });
    expect(parsed(lines)).toEqual([expect.objectContaining({ msg: 'a', note: 'fields that are no JSON' })]);
  });
});

describe('the id of a call [RULE:LOG-CALL-ID]', () => {
  it('is on every line of the call, over whatever the call waits for, and on no other', async () => {
    const { log, lines, calls } = open({ kind: 'json' });
    const acme = log.named('acme');
    const heard: (string | undefined)[] = [];
    log.listen(({ call }) => heard.push(call?.call_id));
    acme.info('before');
    await Promise.all(
      ['one', 'two'].map((call_id) =>
        calls.run({ call_id }, async () => {
          acme.info('begin');
          await new Promise((resolve) => setImmediate(resolve));
          acme.info('end');
        }),
      ),
    );
    acme.info('after');
    const ids = (parsed(lines) as { call_id?: string }[]).map(({ call_id }) => call_id);
    expect(ids).toEqual([undefined, 'one', 'two', 'one', 'two', undefined]);
    expect(heard).toEqual(ids);
  });

  it('is said once where a stage says it too', () => {
    const { log, lines, calls } = open({ kind: 'json' });
    calls.run({ call_id: CALL }, () => log.named('pipeline').error('failed', { call_id: CALL }));
    expect(lines.join('').match(/call_id/g)).toHaveLength(1);
  });
});

describe('a line for a terminal', () => {
  it('is short, and in colours where they are wanted', () => {
    const [plain, coloured] = [open({ kind: 'pretty' }), open({ kind: 'pretty', colours: true })];
    for (const { log } of [plain, coloured]) log.named('acme').warn('slow', { ms: 12 });
    expect(plain.lines).toEqual([
      expect.stringMatching(/^\[\d\d:\d\d:00\.250\] WARNING: \[acme\] slow \{"ms":12\}\n$/),
    ]);
    expect(coloured.lines.join('')).toContain('\u001b[33mWARNING\u001b[39m');
  });

  it('shows no line break at its beginning, and nothing that a terminal obeys', () => {
    const { log, lines } = open({ kind: 'pretty' });
    log.named('acme').info('a\n[12:00:00.000] ERROR: [host] b\u001b[2K', { text: 'c\nd\u001b[1m' });
    expect(lines.join('').split('\n').slice(1)).toEqual([
      '    [12:00:00.000] ERROR: [host] b {"text":"c\\nd"}',
      '',
    ]);
  });
});

it.each<[LineForm['kind'], boolean, Parameters<typeof formOn>]>([
  ['json', false, [{}, {}, 'auto']],
  ['pretty', true, [{ isTTY: true }, {}, 'auto']],
  ['pretty', false, [{ isTTY: true }, { NO_COLOR: '1' }, 'auto']],
  ['pretty', false, [{ isTTY: true }, { TERM: 'dumb' }, 'auto']],
  ['json', true, [{ isTTY: true }, {}, 'json']],
  ['pretty', false, [{ isTTY: false }, {}, 'pretty']],
])('a server writes %s, colours: %p, for %j', (kind, colours, given) => {
  expect(formOn(...given)).toEqual({ kind, colours });
});

describe('a line of JSON that a person is shown', () => {
  it('is the sentence that it would have been', () => {
    const { log, lines } = open({ kind: 'json' });
    log.named('config').warn('no tool is called x', { n: 1 });
    expect(lines.map(readable)).toEqual(['mcm warning [config] no tool is called x {"n":1}']);
  });

  it.each(['hello', '{"level":"info"}', '{"level":', '{}'])('stays as it is where it is none: %s', (text) => {
    expect(readable(text)).toBe(text);
  });
});

it('an entry that cannot be made structured is written as a sentence', () => {
  const lines: string[] = [];
  const broken = () => {
    throw new Error('no time');
  };
  const entry: LogEntry = { level: 'error', logger: 'acme', message: 'a' };
  linesOf((line) => lines.push(line), { kind: 'json' }, broken)(entry);
  expect(lines).toEqual(['mcm error [acme] a\n']);
});
