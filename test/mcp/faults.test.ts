import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { surviveFaults } from '../../src/mcp/faults.js';

describe('surviveFaults', () => {
  it('reports what nobody caught and goes on', () => {
    const source = new EventEmitter();
    const reports: string[] = [];
    const stop = surviveFaults(source, (sentence) => {
      reports.push(sentence);
    });
    source.emit('uncaughtException', new Error('boom'));
    source.emit('unhandledRejection', 'nope');
    source.emit('unhandledRejection', Object.create(null));
    expect(reports).toEqual([
      expect.stringMatching(/^Uncaught exception, still serving: Error: boom\n/),
      'Unhandled rejection, still serving: nope',
      'Unhandled rejection, still serving: something that cannot be shown',
    ]);
    stop();
    expect(source.eventNames()).toEqual([]);
  });
});
