import { describe, expect, it } from '@jest/globals';
import { McmError } from 'multi-cloud-manager/plugin';
import type { CallState } from '../../src/call/state.js';
import { timeout } from '../../src/middleware/timeout.js';
import { calls, errorOf } from '../fixtures/direct-host.js';
import { gate } from '../fixtures/gate.js';
import { direct, errorIn, hostOf } from '../fixtures/hosts.js';
import { talker } from '../fixtures/talker.js';
import { Acme } from '../fixtures/acme.js';

const talking = (say: Parameters<typeof talker>[0], more = {}) =>
  hostOf(new Acme(), { plugins: [talker(say)], ...more });

describe('what a tool throws', () => {
  it('raw reaches the model as INTERNAL with the id of the call, and the log in full', async () => {
    const host = await talking(() => {
      throw new TypeError('no such thing at /etc/secret', { cause: new Error('deeper') });
    });
    const reply = await host.call('talk');
    const error = errorIn(reply);
    expect(error).toMatchObject({
      code: 'INTERNAL',
      message: 'talk failed inside mcm or its plugin talker.',
    });
    expect(JSON.stringify(reply)).not.toContain('/etc/secret');
    const log = host.log.join('');
    expect(log).toContain(String(error.details?.['call_id']));
    expect(log).toContain('no such thing at /etc/secret');
    expect(log).toContain('caused by Error: deeper');
  });

  it.each([['a string'], [undefined], [null], [{ code: 'RESOURCE_NOT_FOUND', message: 'no' }]])(
    '%j is INTERNAL',
    async (thrown) => {
      const host = await talking(() => {
        throw thrown as unknown as Error;
      });
      expect((await host.call('talk')).code).toBe('INTERNAL');
    },
  );

  it('as an McmError reaches the model with its own words, and without its cause', async () => {
    const host = await talking(() => {
      throw new McmError('RATE_LIMITED', 'Wait 3 s.', {
        suggestion: 'Wait.',
        provider: 'acme',
        details: { retry_after_seconds: 3 },
        cause: new Error('raw'),
      });
    });
    const reply = await host.call('talk');
    expect(reply.content).toEqual({
      error: {
        code: 'RATE_LIMITED',
        message: 'Wait 3 s.',
        retryable: true,
        suggestion: 'Wait.',
        provider: 'acme',
        details: { retry_after_seconds: 3 },
      },
    });
    expect(reply.text).toBe('RATE_LIMITED: Wait 3 s. Wait.');
  });

  it('never shows a secret: not to the model, not in the log [RULE:NO-SECRET]', async () => {
    const env = { TALKER_KEY: 'hunter22' };
    const host = await talking(
      (_, key) => {
        throw new McmError('PROVIDER_ERROR', `Refused Bearer ${key}.`, { cause: new Error(`header ${key}`) });
      },
      { env, config: { logLevel: 'debug' } },
    );
    expect(errorIn(await host.call('talk')).message).toBe('Refused Bearer [redacted].');
    expect(host.log.join('')).toContain('header [redacted]');
    expect(host.log.join('')).not.toContain('hunter22');
    const telling = await talking((_, key) => ({ said: `the key is ${key}` }), { env });
    expect((await telling.call('talk')).content).toEqual({ said: 'the key is [redacted]' });
  });
});

describe('a call that takes too long', () => {
  it('is ended when the client cancels, even where the plugin does not listen', async () => {
    const controller = new AbortController();
    const started = gate();
    const plugin = talker(() => {
      started.open();
      return new Promise(() => undefined);
    });
    const host = await direct({ config: { plugins: [{ use: plugin }] } });
    const outcome = host.call('talk', {}, { signal: controller.signal });
    await started.promise;
    controller.abort();
    expect(errorOf(await outcome)).toMatchObject({ code: 'CANCELLED', message: 'The call was cancelled.' });
    expect(await host.audit()).toMatchObject([{ outcome: 'error', code: 'CANCELLED' }]);
  });

  it('tells the plugin through its signal', async () => {
    const controller = new AbortController();
    const started = gate();
    const stopped = gate();
    const plugin = talker(({ signal }) => {
      signal.addEventListener('abort', () => stopped.open());
      started.open();
      return new Promise(() => undefined);
    });
    const host = await direct({ config: { plugins: [{ use: plugin }] } });
    const outcome = host.call('talk', {}, { signal: controller.signal });
    await started.promise;
    controller.abort();
    await stopped.promise;
    expect((await outcome).kind).toBe('error');
  });

  it('is ended after its time', async () => {
    const signal = new AbortController().signal;
    const state = { signal, request: { signal } } as CallState;
    await expect(timeout(0.001)(state, () => new Promise(() => undefined))).rejects.toMatchObject({
      code: 'PROVIDER_TIMEOUT',
    });
    expect(state.signal.aborted).toBe(true);
  });

  it('is not cut off once it holds a permit', async () => {
    const signal = AbortSignal.abort();
    const state = { signal, request: { signal }, permit: {} } as CallState;
    const finished = { kind: 'result' as const, content: {}, text: 'done' };
    expect(await timeout(0.001)(state, () => Promise.resolve(finished))).toBe(finished);
  });
});

describe('what a tool returns', () => {
  it('that does not fit its output schema is a fault of the plugin, and the path is named', async () => {
    const host = await talking(() => ({ said: 7 }));
    expect(errorIn(await host.call('talk'))).toMatchObject({
      code: 'INTERNAL',
      message:
        'talk returned what its output schema forbids (said: Invalid input: expected string, received number).',
      suggestion: 'Report it to the author of the plugin talker.',
    });
  });

  it('is cleaned of what hides in text from a cloud', async () => {
    const host = await talking(() => ({ said: 'a\u001b[31m\u202eb\u200b' }));
    expect(await host.call('talk')).toMatchObject({ content: { said: 'ab' }, text: '{"said":"ab"}' });
  });

  it('tells how it goes while it works', async () => {
    const host = await talking(({ progress }) => {
      progress('half way', 1, 2);
      return { said: 'done' };
    });
    const said: string[] = [];
    await host.call('talk', {}, { progress: (message) => said.push(message) });
    expect(said).toEqual(['half way']);
  });
});

describe('a tool that does not exist', () => {
  it('is refused on the one way to a tool', async () => {
    const host = await direct({});
    expect(errorOf(await host.call('destroy_everything'))).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'There is no tool "destroy_everything". `mcm tools` lists them.',
    });
    expect(calls(await host.audit())).toMatchObject([
      {
        tool: 'destroy_everything',
        access: 'unknown',
        outcome: 'refused',
        code: 'VALIDATION_FAILED',
        arguments: {},
        principal: { id: 'ada' },
      },
    ]);
  });
});
