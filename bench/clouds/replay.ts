import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a simulator. */
export interface Replay {
  readonly url: string;
  requests(): number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Asks the simulator once for each thing and gives the same answer again, late: so what is measured is how fast mcm lists, not how fast
 * a simulator can make pages.
 */
export async function replay(simulator: string, latencyMs: number): Promise<Replay> {
  const known = new Map<string, Answer>();
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    requests += 1;
    const due = performance.now() + latencyMs;
    void answerOf(incoming).then(({ status, headers, body }) => {
      setTimeout(() => outgoing.writeHead(status, headers).end(body), due - performance.now());
    });
  });
  server.keepAliveTimeout = 0;

  async function answerOf(incoming: IncomingMessage): Promise<Answer> {
    const asked = await bodyOf(incoming);
    const key = [incoming.method, incoming.url, ownerOf(incoming), asked.toString('latin1')].join(' ');
    const kept = known.get(key);
    if (kept) return kept;
    const answer = await ask(simulator, incoming, asked);
    if (answer.status === 200) known.set(key, answer);
    return answer;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Whose request it is, and for AWS in which region: what an Authorization header says before its signature. */
const ownerOf = ({ headers: { authorization = '' } }: IncomingMessage): string =>
  authorization.split(/,|Signature/, 1)[0] ?? '';

function ask(simulator: string, { method, url, headers }: IncomingMessage, asked: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(url ?? '/', simulator), { method, headers }, (response) => {
      bodyOf(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      }, reject);
    });
    request.once('error', reject);
    request.end(asked);
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
