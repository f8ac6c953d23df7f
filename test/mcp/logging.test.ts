import { describe, expect, it } from '@jest/globals';
import { connect, initialize, open, PONG, ScriptedHost } from './wire.js';

const setLevel = (level: string) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'logging/setLevel',
  params: { level },
});

const message = (params: object) => ({ jsonrpc: '2.0', method: 'notifications/message', params });

describe('logging', () => {
  it('forwards warnings and errors until a level is set', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host);
    host.log({ level: 'debug', logger: 'host', message: 'a' });
    host.log({ level: 'info', logger: 'host', message: 'b' });
    host.log({ level: 'warning', logger: 'host', message: 'c' });
    host.log({ level: 'error', logger: 'http', message: 'd', fields: { status: 500 } });
    expect(await wire.next()).toEqual(message({ level: 'warning', logger: 'host', data: 'c' }));
    expect(await wire.next()).toEqual(
      message({ level: 'error', logger: 'http', data: { status: 500, message: 'd' } }),
    );
    expect(await wire.ping()).toEqual(PONG);
  });

  it('forwards from the level that was set', async () => {
    const host = new ScriptedHost();
    const { wire } = await open(host);
    expect(await wire.ask(setLevel('debug'))).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
    host.log({ level: 'debug', logger: 'host', message: 'a' });
    expect(await wire.next()).toEqual(message({ level: 'debug', logger: 'host', data: 'a' }));
    await wire.ask(setLevel('emergency'));
    host.log({ level: 'error', logger: 'host', message: 'b' });
    expect(await wire.ping()).toEqual(PONG);
  });

  it.each(['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'])(
    'knows the level %s',
    async (level) => {
      const { wire } = await open();
      expect(await wire.ask(setLevel(level))).toMatchObject({ result: {} });
    },
  );

  it('starts when the client says that it is ready', async () => {
    const host = new ScriptedHost();
    const { wire } = await connect(host);
    await wire.ask(initialize());
    host.log({ level: 'error', logger: 'host', message: 'early' });
    expect(await wire.ping()).toEqual(PONG);
  });

  it('stops listening when the session is over', async () => {
    const host = new ScriptedHost();
    const { session } = await open(host);
    expect(host.listeners.size).toBe(1);
    await session.finish();
    expect(host.listeners.size).toBe(0);
  });
});
