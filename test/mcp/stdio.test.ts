import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { Clock } from 'multi-cloud-manager/plugin';
import { serveStdio } from '../../src/mcp/stdio.js';
import type { CallOutcome, CallRequest } from '../../src/call/request.js';
import { aborted, call, gate, initialize, PRINCIPAL, ScriptedHost, Wire } from './wire.js';

/** A clock whose sleepers wake when the test says so. */
class ManualClock implements Clock {
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  #time = 0;

  now(): Date {
    return new Date(0);
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      if (ms <= this.#time) wake();
      this.#sleepers.push({ at: ms, wake });
      signal.addEventListener('abort', () => {
        reject(new Error('aborted'));
      });
    });
  }

  advanceTo(ms: number): void {
    this.#time = ms;
    for (const { at, wake } of this.#sleepers) if (at <= ms) wake();
  }

  sleeping(): number[] {
    return this.#sleepers.map(({ at }) => at);
  }
}

class Program {
  readonly wire = new Wire();
  readonly signals = new EventEmitter();
  readonly clock = new ManualClock();
  readonly host: ScriptedHost;
  closings = 0;
  readonly exit: Promise<number>;

  constructor(script?: (request: CallRequest) => Promise<CallOutcome>, closing?: Promise<void>) {
    this.host = new ScriptedHost(script);
    this.exit = serveStdio(this.host, {
      input: this.wire.input,
      output: this.wire.output,
      principal: PRINCIPAL,
      ids: { next: () => 'session-1' },
      signals: this.signals,
      clock: this.clock,
      onEnd: async () => {
        this.closings += 1;
        await closing;
      },
    });
  }

  /** Initializes and starts a call that runs. */
  async startCall(): Promise<void> {
    await this.wire.ask(initialize());
    this.wire.write(call(1));
  }

  /** Sends a signal; resolves when the end has begun, seen by a refused request. */
  async signal(name: 'SIGINT' | 'SIGTERM'): Promise<void> {
    this.signals.emit(name, name);
    await Promise.resolve();
    for (;;) {
      const answer = await this.wire.ask({ jsonrpc: '2.0', id: 'probe', method: 'tools/list' });
      if ('error' in answer) return;
    }
  }
}

const done: CallOutcome = { kind: 'result', content: {}, text: 'done' };

describe('serveStdio', () => {
  it('ends with 0 when the client closes the input, and closes the host once', async () => {
    const program = new Program();
    await program.wire.ask(initialize());
    program.wire.input.end();
    expect(await program.exit).toBe(0);
    expect(program.closings).toBe(1);
    expect(program.signals.eventNames()).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('finishes what runs on %s', async (name) => {
    const started = gate();
    const hold = gate();
    const program = new Program(async ({ signal }) => {
      started.open();
      await hold.promise;
      return { ...done, content: { aborted: signal.aborted } };
    });
    await program.startCall();
    await started.promise;
    await program.signal(name);
    expect(program.closings).toBe(0);
    hold.open();
    expect(await program.wire.next()).toMatchObject({
      id: 1,
      result: { structuredContent: { aborted: false } },
    });
    expect(await program.exit).toBe(0);
    expect(program.closings).toBe(1);
  });

  it('aborts what still runs after 8 of the 10 seconds, and then closes the host', async () => {
    const started = gate();
    const order: string[] = [];
    const program = new Program(async ({ signal }) => {
      started.open();
      await aborted(signal);
      order.push(`aborted, ${program.closings} closings`);
      return done;
    });
    await program.startCall();
    await started.promise;
    await program.signal('SIGTERM');
    expect(program.clock.sleeping()).toEqual([8000, 9000, 10_000]);
    program.clock.advanceTo(8000);
    expect(await program.exit).toBe(0);
    expect(order).toEqual(['aborted, 0 closings']);
    expect(program.closings).toBe(1);
  });

  it('closes the host after 9 seconds even when a call does not heed its signal', async () => {
    const started = gate();
    const program = new Program(() => {
      started.open();
      return new Promise(() => undefined);
    });
    await program.startCall();
    await started.promise;
    await program.signal('SIGTERM');
    program.clock.advanceTo(9000);
    expect(await program.exit).toBe(0);
    expect(program.closings).toBe(1);
  });

  it('does not wait longer than 10 seconds for the host to close', async () => {
    const program = new Program(undefined, new Promise(() => undefined));
    await program.wire.ask(initialize());
    program.wire.input.end();
    await once(program.wire.input, 'end');
    program.clock.advanceTo(10_000);
    expect(await program.exit).toBe(0);
    expect(program.closings).toBe(1);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends at once on a second signal, %s, with %i', async (name, code) => {
    const started = gate();
    const program = new Program(() => {
      started.open();
      return new Promise(() => undefined);
    });
    await program.startCall();
    await started.promise;
    await program.signal('SIGTERM');
    program.signals.emit(name, name);
    expect(await program.exit).toBe(code);
    expect(program.closings).toBe(0);
  });
});
