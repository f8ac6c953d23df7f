import { spawn } from 'node:child_process';

/**
 * A server under measurement.
 *
 * @typedef {object} Target
 * @property {string} name
 * @property {readonly string[]} args what `node` is started with
 * @property {string} cwd
 * @property {Readonly<Record<string, string>>} env all of its environment
 * @property {boolean} [watched] whether it preloads heap.mjs, so that its memory can be asked for
 * @property {unknown} [call] the parameters of a `tools/call` that it answers
 */

/**
 * A running server. `spawned` is the time at which it was started, on the clock of `performance.now()`.
 *
 * @typedef {object} Client
 * @property {number} pid
 * @property {number} spawned
 * @property {(method: string, params?: unknown) => Promise<Record<string, unknown>>} request
 * @property {(method: string, params?: unknown) => Promise<{ result: Record<string, unknown>, ms: number }>} timed the same, and how
 *   long it took until the end of the answer had come; what the bench takes to read it is not in that
 * @property {(method: string, params?: unknown) => void} notify
 * @property {() => Promise<{ used: number, rss: number }>} memory bytes after a garbage collection, of a watched server
 * @property {() => Promise<void>} close
 */

/** How long a server may take for one answer, or to end, before the bench gives up. */
const patience = 30_000;

/**
 * Starts a server and speaks just enough MCP with it; the SDK's own client would add its time to every figure.
 *
 * @param {Target} target
 * @returns {Client}
 */
export function start(target) {
  const spawned = performance.now();
  const child = /** @type {import('node:child_process').ChildProcessWithoutNullStreams} */ (
    spawn(process.execPath, target.args, {
      cwd: target.cwd,
      env: target.env,
      stdio: ['pipe', 'pipe', 'pipe', ...(target.watched === true ? [/** @type {const} */ ('ipc')] : [])],
    })
  );
  /** @typedef {{ result: Record<string, unknown>, arrived: number }} Answer */
  /** @type {Map<number, { resolve: (answer: Answer) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let said = '';
  let nextId = 1;

  /** @param {string} why */
  const fail = (why) => {
    for (const { reject } of waiting.values()) reject(new Error(`${target.name} ${why}\n${said}`));
    waiting.clear();
  };
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.once('error', (error) => fail(`did not start: ${error.message}`));
  child.once('close', (code) => fail(`ended with code ${code}`));
  child.stdin.on('error', () => fail('closed its input'));

  /** @param {string} line @param {number} arrived */
  const read = (line, arrived) => {
    const { id, result, error } = JSON.parse(line);
    const waiter = waiting.get(id);
    if (waiter === undefined) return;
    waiting.delete(id);
    if (error === undefined) waiter.resolve({ result, arrived });
    else waiter.reject(new Error(`${target.name}: ${error.message}`));
  };
  /** @type {string[]} */
  let begun = [];
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    const arrived = performance.now();
    const parts = text.split('\n');
    const rest = parts.pop() ?? '';
    for (const part of parts) {
      read(begun.join('') + part, arrived);
      begun = [];
    }
    begun.push(rest);
  });

  /** @param {Record<string, unknown>} message */
  const send = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

  /** @param {string} method @param {unknown} params @returns {Promise<Answer>} */
  const ask = (method, params) =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      const timer = setTimeout(() => {
        fail(`did not answer ${method} within ${patience} ms`);
        child.kill('SIGKILL');
      }, patience);
      const settle = () => clearTimeout(timer);
      waiting.set(id, {
        resolve: (answer) => (settle(), resolve(answer)),
        reject: (error) => (settle(), reject(error)),
      });
      send({ id, method, params });
    });

  return {
    pid: child.pid ?? 0,
    spawned,
    request: async (method, params = {}) => (await ask(method, params)).result,
    async timed(method, params = {}) {
      const before = performance.now();
      const { result, arrived } = await ask(method, params);
      return { result, ms: arrived - before };
    },
    notify: (method, params = {}) => void send({ method, params }),
    memory: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(/** @type {{ used: number, rss: number }} */ (message)));
        child.send('memory');
      }),
    async close() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), patience);
      await ended;
      clearTimeout(timer);
    },
  };
}

/**
 * The handshake and one `tools/list`: what every client does first.
 *
 * @param {Client} client
 */
export async function listTools(client) {
  await client.request('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'bench', version: '0.0.0' },
  });
  client.notify('notifications/initialized');
  const { tools } = await client.request('tools/list');
  if (!Array.isArray(tools) || tools.length === 0) throw new Error('a server listed no tools');
}
