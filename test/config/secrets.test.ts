import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, exec, file, McmError, type SecretRef } from 'multi-cloud-manager/plugin';
import { Redactor } from '../../src/audit/redactor.js';
import { createSecrets } from '../../src/config/secrets.js';
import { TestClock } from '../fixtures/clock.js';

let directory: string;
let clock: TestClock;
let redactor: Redactor;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-secrets-'));
  clock = TestClock.still();
  redactor = new Redactor();
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const secretsOf = (variables: Readonly<Record<string, string>> = {}) =>
  createSecrets({ environment: { get: (name) => variables[name] }, redactor, clock, directory });

const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text);

/** A program that counts its runs in a file, and prints. */
const program = (print: string): SecretRef =>
  exec(process.execPath, '-e', `require('node:fs').appendFileSync('runs', 'x'); ${print}`);
const runs = (): Promise<number> =>
  readFile(join(directory, 'runs'), 'utf8').then(
    ({ length }) => length,
    () => 0,
  );
/** Prints how often it has run, so that a renewed secret can be told from the one before. */
const COUNTED = program(`process.stdout.write('secret-' + require('node:fs').readFileSync('runs').length)`);

async function refused(promise: Promise<unknown>): Promise<McmError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!McmError.is(error)) throw new Error('It was not refused.');
  return error;
}

describe('a secret [RULE:SECRETS-LATE]', () => {
  it('may stand in the config itself', async () => {
    const secrets = secretsOf();
    expect([secrets.has('hunter22'), await secrets.resolve(' hunter22\n')]).toEqual([true, 'hunter22']);
    expect(secrets.has(' ')).toBe(false);
    expect(await refused(secrets.resolve(' '))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'A secret in the config is empty.',
    });
  });

  it('may be in a variable', async () => {
    const secrets = secretsOf({ KEY: 'hunter22', BLANK: '  ' });
    expect([secrets.has(env('KEY')), await secrets.resolve(env('KEY'))]).toEqual([true, 'hunter22']);
    for (const name of ['BLANK', 'OTHER']) {
      expect(secrets.has(env(name))).toBe(false);
      expect(await refused(secrets.resolve(env(name)))).toMatchObject({
        code: 'INVALID_CREDENTIALS',
        message: `${name} is not set.`,
      });
    }
  });

  it('may be in a file, relative to the config or not, without the line break at its end', async () => {
    await write('key', 'hunter22\n');
    const secrets = secretsOf();
    for (const ref of [file('key'), file('./key'), file(join(directory, 'key'))])
      expect([secrets.has(ref), await secrets.resolve(ref)]).toEqual([true, 'hunter22']);
  });

  it('in a file that was changed meanwhile is the new one', async () => {
    const secrets = secretsOf();
    await write('key', 'hunter22');
    expect(await secrets.resolve(file('key'))).toBe('hunter22');
    await write('key', 'hunter33');
    expect(await secrets.resolve(file('key'))).toBe('hunter33');
  });

  it('in a file that is not there, or empty, is missing, and the file is named', async () => {
    const secrets = secretsOf();
    await write('empty', '\n');
    expect([secrets.has(file('nowhere')), secrets.has(file('empty'))]).toEqual([false, true]);
    for (const name of ['nowhere', 'empty'])
      expect(await refused(secrets.resolve(file(name)))).toMatchObject({
        code: 'INVALID_CREDENTIALS',
        message: `The file ${name} cannot be read, or is empty.`,
      });
  });

  it('may be what a program prints; it runs when the secret is needed, beside the config, without a shell', async () => {
    const secrets = secretsOf();
    expect([secrets.has(COUNTED), await runs()]).toEqual([true, 0]);
    expect(await secrets.resolve(COUNTED)).toBe('secret-1');
    const words = exec(process.execPath, '-p', 'process.argv.slice(1).join()', '$HOME;', '`id`');
    expect(await secrets.resolve(words)).toBe('$HOME;,`id`');
  });

  it('that a program printed is used for five minutes', async () => {
    const secrets = secretsOf();
    await secrets.resolve(COUNTED);
    clock.advance(5 * 60_000 - 1);
    expect(await secrets.resolve(COUNTED)).toBe('secret-1');
    clock.advance(1);
    expect(await secrets.resolve(COUNTED)).toBe('secret-2');
  });

  it('that is needed several times at once takes one run', async () => {
    const secrets = secretsOf();
    expect(await Promise.all([1, 2, 3].map(() => secrets.resolve(COUNTED)))).toEqual([
      'secret-1',
      'secret-1',
      'secret-1',
    ]);
    expect(await runs()).toBe(1);
  });

  it('is asked for anew where the one before was refused', async () => {
    const secrets = secretsOf();
    await secrets.resolve(COUNTED);
    expect(await secrets.resolve(COUNTED, { fresh: true })).toBe('secret-2');
    expect(await secrets.resolve(COUNTED)).toBe('secret-2');
  });

  it('of a program that fails names the program, and nothing that it said', async () => {
    const failing = program(`console.log('hunter22'); console.error('hunter33'); process.exit(3)`);
    const error = await refused(secretsOf().resolve(failing));
    expect(error).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: `The program ${process.execPath}, which gives a secret, failed (3).`,
      suggestion: 'Run it by hand to see why.',
    });
    expect(JSON.stringify([error, String(error.stack), String(error.cause)])).not.toMatch(/hunter/);
  });

  it('of a program that failed is asked for again the next time', async () => {
    const once = program(
      `if (require('node:fs').readFileSync('runs').length === 1) process.exit(1); process.stdout.write('hunter22')`,
    );
    const secrets = secretsOf();
    await refused(secrets.resolve(once));
    expect(await secrets.resolve(once)).toBe('hunter22');
  });

  it.each([
    [
      'is not there',
      exec('./no-such-program', 'x'),
      'The program ./no-such-program, which gives a secret, failed (ENOENT).',
    ],
    ['prints nothing', exec(process.execPath, '-e', '0'), `The program ${process.execPath} printed nothing.`],
    [
      'is killed',
      exec(process.execPath, '-e', 'process.kill(process.pid)'),
      `The program ${process.execPath}, which gives a secret, failed (SIGTERM).`,
    ],
  ])('of a program that %s is missing', async (_, ref, message) => {
    expect(await refused(secretsOf().resolve(ref))).toMatchObject({ code: 'INVALID_CREDENTIALS', message });
  });

  it('is known to the redactor before its caller has it, wherever it came from [RULE:NO-SECRET]', async () => {
    await write('key', 'from-a-file\n');
    const secrets = secretsOf({ KEY: 'from-a-variable' });
    const refs = [
      'from-the-config',
      env('KEY'),
      file('key'),
      program(`process.stdout.write('from-a-program')`),
    ];
    for (const ref of refs) {
      const value = await secrets.resolve(ref);
      expect(redactor.text(`Bearer ${value}`)).toBe('Bearer [redacted]');
    }
  });
});
