import { Console } from 'node:console';
import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { claimStdout } from '../../src/mcp/stdout.js';

function streams(): { stdout: PassThrough; stderr: PassThrough } {
  return {
    stdout: new PassThrough({ encoding: 'utf8' }),
    stderr: new PassThrough({ encoding: 'utf8' }),
  };
}

describe('claimStdout', () => {
  it('sends what others print to stderr, and only the claimed output to stdout', async () => {
    const owner = streams();
    const print = new Console(owner);
    const { output } = claimStdout(owner);
    print.log('from console');
    owner.stdout.write('from a plugin\n');
    owner.stdout.end('goodbye\n');
    output.write('{"jsonrpc":"2.0"}\n');
    output.write(Buffer.from('{}\n'));
    output.end();
    await once(output, 'finish');
    expect(owner.stdout.read()).toBe('{"jsonrpc":"2.0"}\n{}\n');
    expect(owner.stderr.read()).toBe('from console\nfrom a plugin\ngoodbye\n');
    expect(owner.stdout.writableEnded).toBe(false);
  });

  it('gives stdout back', () => {
    const owner = streams();
    const { restore } = claimStdout(owner);
    restore();
    owner.stdout.write('mine again');
    expect(owner.stdout.read()).toBe('mine again');
    expect(owner.stdout.listenerCount('error')).toBe(streams().stdout.listenerCount('error'));
  });

  it('lets a broken stderr be: what would be said of it would be said on it', async () => {
    const stderr = new Writable({
      write: (_chunk, _encoding, done) => {
        done(new Error('write EPIPE'));
      },
    });
    const { restore } = claimStdout({ stdout: new PassThrough(), stderr });
    restore();
    const closed = new Promise((resolve) => stderr.once('close', resolve));
    stderr.write('x');
    await closed;
    expect(stderr.errored).toMatchObject({ message: 'write EPIPE' });
  });

  it('tells the claimed output of a broken pipe, and nobody else', async () => {
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => {
        done(new Error('write EPIPE'));
      },
    });
    const { output } = claimStdout({ stdout, stderr: new PassThrough() });
    const failed = once(output, 'error');
    output.write('x');
    expect(await failed).toEqual([expect.objectContaining({ message: 'write EPIPE' })]);
  });
});
