import { beforeEach, describe, expect, it } from '@jest/globals';
import { McmError, type SecretSource } from 'multi-cloud-manager/plugin';
import { Redactor } from '../../../src/audit/redactor.js';
import { createSecrets } from '../../../src/config/secrets.js';
import { LateSources } from '../../../src/host/ports/late-sources.js';
import { TestClock } from '../../fixtures/clock.js';

const REF = { source: 'vault', key: 'a' };
const quiet = (): void => undefined;

let clock: TestClock;
let log: string[];
let sources: LateSources;
const load = (): void => {
  sources = new LateSources(clock, {
    debug: quiet,
    info: quiet,
    warn: (line) => void log.push(line),
    error: quiet,
  });
};
beforeEach(() => {
  clock = TestClock.still();
  log = [];
  load();
});

const secretsOf = (redactor = new Redactor()) =>
  createSecrets({ environment: { get: () => undefined }, redactor, clock, directory: '.', plugins: sources });

/** Loads a source that answers so. */
function settle(read: () => unknown, more: Partial<SecretSource> = {}): void {
  const source = { name: 'vault', has: () => true, read: async () => (await read()) as string, ...more };
  sources.settle((name) => {
    if (name === 'vault') return source;
    throw new Error('There is none.');
  });
}

describe('the secret sources of plugins', () => {
  it('are waited for until the plugins have loaded', async () => {
    const secrets = secretsOf();
    const value = secrets.resolve(REF);
    expect(secrets.has(REF)).toBe(true);
    settle(() => ' hunter22\n');
    expect(await value).toBe('hunter22');
  });

  it('tell the redactor before anyone else', async () => {
    const redactor = new Redactor();
    settle(() => 'hunter22');
    await secretsOf(redactor).resolve(REF);
    expect(redactor.text('it is hunter22')).toBe('it is [redacted]');
  });

  it('are asked again each time, or after as long as they say, or when a fresh one is wanted', async () => {
    let reads = 0;
    settle(() => `secret-${String(++reads)}`);
    const secrets = secretsOf();
    expect([await secrets.resolve(REF), await secrets.resolve(REF)]).toEqual(['secret-1', 'secret-2']);
    load();
    settle(() => `secret-${String(++reads)}`, { keepMs: 1000 });
    const kept = secretsOf();
    expect([await kept.resolve(REF), await kept.resolve(REF)]).toEqual(['secret-3', 'secret-3']);
    expect(await kept.resolve(REF, { fresh: true })).toBe('secret-4');
    clock.advance(1000);
    expect(await kept.resolve(REF)).toBe('secret-5');
  });

  it('do not keep that there is nothing', async () => {
    const found = [undefined, '', 'hunter22'];
    settle(() => found.shift(), { keepMs: 1000 });
    const secrets = secretsOf();
    for (let each = 0; each < 2; each++)
      await expect(secrets.resolve(REF)).rejects.toThrow('The secret source vault has no "a".');
    expect(await secrets.resolve(REF)).toBe('hunter22');
  });

  it('may say in a sentence what is wrong; of everything else only the kind is told', async () => {
    settle(() => Promise.reject(new McmError('INVALID_CREDENTIALS', 'The vault is sealed.')));
    await expect(secretsOf().resolve(REF)).rejects.toThrow('The vault is sealed.');
    load();
    const wrong = Object.assign(new Error('cannot parse "hunter22"'), { code: 'EPARSE' });
    settle(() => Promise.reject(wrong));
    await expect(secretsOf().resolve(REF)).rejects.toThrow('The secret source vault failed at "a" (EPARSE).');
    load();
    settle(() => JSON.parse('hunter22') as unknown);
    await expect(secretsOf().resolve(REF)).rejects.toThrow(
      'The secret source vault failed at "a" (SyntaxError).',
    );
    expect(log.join()).not.toContain('hunter22');
    expect(log).toHaveLength(2);
  });

  it('that hang are given up after half a minute', async () => {
    settle(() => new Promise(() => undefined));
    const value = secretsOf().resolve(REF);
    await clock.sleeping();
    clock.advance(30_000);
    await expect(value).rejects.toThrow('The secret source vault took longer than 30 s.');
  });

  it('that are not there have nothing, and ones that fail at saying so may have it', async () => {
    settle(() => 'hunter22', {
      has: () => {
        throw new Error('no');
      },
    });
    const secrets = secretsOf();
    expect([secrets.has(REF), secrets.has({ source: 'valt', key: 'a' })]).toEqual([true, false]);
    await expect(secrets.resolve({ source: 'valt', key: 'a' })).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'There is none.',
    });
  });
});
