import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { serveSession } from '../../src/mcp/session.js';
import { call, connect, gate, initialize, open, PONG, PRINCIPAL, ScriptedHost, TOOL } from './wire.js';

const MIB = 1024 * 1024;
const PING = '{"jsonrpc":"2.0","id":"ping","method":"ping"}';

describe('lines', () => {
  it('may be cut anywhere, also inside a character', async () => {
    const { wire } = await connect();
    const bytes = Buffer.from('{"jsonrpc":"2.0","id":"é","method":"ping"}\r\n');
    for (const byte of bytes) wire.input.write(Buffer.from([byte]));
    expect(await wire.next()).toEqual({ jsonrpc: '2.0', id: 'é', result: {} });
  });

  it('of 12 MB are read', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host);
    const params = { name: TOOL.name, arguments: { text: 'x'.repeat(12_000_000) } };
    expect(await wire.ask({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })).toMatchObject({
      id: 1,
      result: { isError: false },
    });
    expect(host.calls[0]?.arguments).toEqual(params.arguments);
  });

  it('of 5 MB that are garbage are answered with a parse error', async () => {
    const { wire } = await connect();
    expect(await wire.ask('{'.repeat(5_000_000))).toMatchObject({ id: null, error: { code: -32700 } });
    expect(await wire.ping()).toEqual(PONG);
  });

  it('beyond 16 MiB are answered once, before they end, and skipped', async () => {
    const { wire } = await connect();
    const mib = Buffer.alloc(MIB, 'x');
    for (let sent = 0; sent < 17; sent += 1) wire.input.write(mib);
    expect(await wire.next()).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: { code: -32700, message: 'The line is longer than 16777216 bytes.' },
    });
    for (let sent = 0; sent < 17; sent += 1) wire.input.write(mib);
    wire.write('');
    expect(await wire.ping()).toEqual(PONG);
  });

  it('that are blank are passed over', async () => {
    const { wire } = await connect();
    wire.write('', '\r', '  ');
    expect(await wire.ping()).toEqual(PONG);
  });

  it('without a newline count when the input ends there', async () => {
    const { wire, session } = await connect();
    wire.input.end(PING);
    expect(await wire.next()).toEqual(PONG);
    await session.ended;
  });

  it('may be nested 100,000 deep', async () => {
    const { wire } = await open();
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const line = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${TOOL.name}","arguments":{"a":${deep}}}}`;
    expect(await wire.ask(line)).toMatchObject({ id: 1 });
    expect(await wire.ask(deep)).toMatchObject({ id: null, error: { code: -32600 } });
  });
});

describe('the end of the input', () => {
  it('still answers what was asked before', async () => {
    const hold = gate();
    const host = new ScriptedHost(async () => {
      await hold.promise;
      return { kind: 'result', content: {}, text: 'done' };
    });
    const { wire, session } = await open(host);
    wire.write(call(1));
    wire.input.end();
    await session.ended;
    hold.open();
    expect(await wire.next()).toMatchObject({ id: 1, result: { content: [{ text: 'done' }] } });
    await session.finish();
  });

  it('may come in one breath with the first request', async () => {
    const { wire, session } = await connect();
    wire.input.end([initialize(), call(1)].map((message) => JSON.stringify(message)).join('\n'));
    expect(await wire.next()).toMatchObject({ id: 0, result: {} });
    expect(await wire.next()).toMatchObject({ id: 1, result: { content: [{ text: 'Ready.' }] } });
    await session.finish();
  });

  it('waits for a cancelled call to come to its end', async () => {
    const order: string[] = [];
    const started = gate();
    const hold = gate();
    const host = new ScriptedHost(async () => {
      started.open();
      await hold.promise;
      order.push('call ended');
      return { kind: 'result', content: {}, text: '' };
    });
    const { wire, session } = await open(host);
    wire.write(call(1));
    await started.promise;
    wire.write({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
    await wire.ping();
    const finishing = session.finish().then(() => order.push('finished'));
    // Time enough for a session that does not wait.
    await new Promise(setImmediate);
    hold.open();
    await finishing;
    expect(order).toEqual(['call ended', 'finished']);
  });
});

describe('finishing', () => {
  it('refuses new requests while the last ones run', async () => {
    const started = gate();
    const hold = gate();
    const host = new ScriptedHost(async () => {
      started.open();
      await hold.promise;
      return { kind: 'result', content: {}, text: '' };
    });
    const { wire, session } = await open(host);
    wire.write(call(1));
    await started.promise;
    const finishing = session.finish();
    expect(await wire.ask(call(2))).toEqual({
      jsonrpc: '2.0',
      id: 2,
      error: { code: -32000, message: 'mcm is shutting down.' },
    });
    hold.open();
    expect(await wire.next()).toMatchObject({ id: 1 });
    await finishing;
  });
});

describe('an output', () => {
  it('that breaks ends the session quietly', async () => {
    const input = new PassThrough();
    const output = new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const ids = { next: () => 'session-1' };
    const session = await serveSession(new ScriptedHost(), { input, output, principal: PRINCIPAL, ids });
    input.write(`${JSON.stringify(initialize())}\n${PING}\n`);
    await session.ended;
    await session.finish();
    expect(input.isPaused()).toBe(true);
  });

  it('that nobody reads stops the reading until it flows again', async () => {
    const input = new PassThrough();
    const paused = gate();
    const resumed = gate();
    input.on('pause', () => {
      paused.open();
    });
    const held: (() => void)[] = [];
    let flowing = false;
    const output = new Writable({
      write: (_chunk, _encoding, done) => {
        if (flowing) done();
        else held.push(done);
      },
    });
    const host = new ScriptedHost(() => ({ kind: 'result', content: {}, text: 'x'.repeat(6 * MIB) }));
    const ids = { next: () => 'session-1' };
    const session = await serveSession(host, { input, output, principal: PRINCIPAL, ids });
    const calls = [1, 2, 3].map((id) => `${JSON.stringify(call(id))}\n`);
    input.write(`${JSON.stringify(initialize())}\n${calls.join('')}`);
    await paused.promise;
    expect(output.writableLength).toBeGreaterThan(16 * MIB);
    input.on('resume', () => {
      resumed.open();
    });
    flowing = true;
    for (const done of held) done();
    await resumed.promise;
    session.abort();
  });
});
