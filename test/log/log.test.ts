import { describe, expect, it } from '@jest/globals';
import { Redactor } from '../../src/audit/redactor.js';
import type { LogEntry } from '../../src/call/served.js';
import { Log } from '../../src/log/log.js';

function open(level: LogEntry['level'] = 'info') {
  const lines: string[] = [];
  const redactor = new Redactor();
  return { log: new Log((line) => lines.push(line), redactor, level), lines, redactor };
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
