import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterPause, send, sendTruncated, spoil } from './answer.js';
import { realClock, type SimulatorClock } from './clock.js';
import { Faults, type Fault } from './fault.js';
import { WrittenJournal, type Journal, type JournalEntry } from './journal.js';
import { readRequest } from './read-request.js';
import { findRoute, type AnonymousRequest, type SimulatorReply, type SimulatorRoute } from './route.js';

/** What a cloud's simulator consists of. `A` is what its routes need to know of who is asking. */
export interface SimulatorOptions<A> {
  readonly routes: readonly SimulatorRoute<A>[];
  /** Whose request this is, or the cloud's answer to wrong credentials. */
  readonly authenticate: (request: AnonymousRequest) => { account: A } | { refusal: SimulatorReply };
  /** The cloud's answer where no route fits. */
  readonly notFound: (request: AnonymousRequest) => SimulatorReply;
  /** Headers of every answer that the cloud itself gives. */
  readonly headers?: (request: AnonymousRequest, account: A | undefined) => Readonly<Record<string, string>>;
  /** Headers and query parameters that hold credentials; the journal leaves them out. Default: `authorization`. */
  readonly secretNames?: readonly string[];
  /** Which requests are no reads. Default: all but GET and HEAD. */
  readonly mutates?: (entry: JournalEntry) => boolean;
  readonly clock?: SimulatorClock;
  /** Real milliseconds that every answer takes. */
  readonly latencyMs?: number;
}

/** A loopback HTTP server that speaks a cloud's wire protocol. */
export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly journal: Journal;
  readonly clock: SimulatorClock;
  /** Makes requests go wrong; returns the way to end it. */
  fail(fault: Fault): () => void;
  /** Ends every fault. */
  heal(): void;
  /** Ends the server and every connection, also those with a request under way. */
  close(): Promise<void>;
}

/** Starts a simulator on a free port of 127.0.0.1. */
export async function createSimulator<A>(options: SimulatorOptions<A>): Promise<Simulator> {
  const clock = options.clock ?? realClock();
  const journal = new WrittenJournal(
    options.mutates ?? (({ method }) => method !== 'GET' && method !== 'HEAD'),
  );
  const faults = new Faults();
  const secretNames = (options.secretNames ?? ['authorization']).map((name) => name.toLowerCase());
  let requests = 0;
  let closing = false;

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      // A fault of the simulator itself: whoever wrote its routes has to see it.
      if (!response.headersSent) send(response, { status: 500, body: `Simulator: ${String(error)}` }, {});
    });
  });
  // Idle connections stay open: one that closes just when a client reuses it would be a fault that nobody asked for.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, { number: ++requests, at: clock.now(), origin: url });
    const who = options.authenticate(request);
    const fault = faults.take(request.method, request.path);
    const { at, method, path, body } = request;
    const note = journal.add({
      ...{ at, method, path, body },
      query: without(request.query, secretNames),
      headers: without(request.headers, secretNames),
      authorized: 'account' in who,
      status: undefined,
      fault: fault?.kind,
      abandoned: false,
    });
    response.once('close', () => {
      const spoiled = fault?.kind === 'reset' || fault?.kind === 'truncated';
      if (!response.writableFinished && !spoiled && !closing) note({ abandoned: true });
    });

    const reply = fault === undefined || takesEffect(fault) ? respond(request, who) : { status: 500 };
    if (!(await afterPause(response, (options.latencyMs ?? 0) + (fault?.delayMs ?? 0)))) return;
    const headers = options.headers?.(request, 'account' in who ? who.account : undefined) ?? {};
    if (fault === undefined || fault.kind === 'late') {
      note({ status: reply.status });
      send(response, reply, headers);
    } else if (fault.kind === 'truncated') {
      note({ status: reply.status });
      sendTruncated(response, reply, headers);
    } else {
      note({ status: spoil(response, fault, headers) });
    }
  }

  function respond(
    request: AnonymousRequest,
    who: { account: A } | { refusal: SimulatorReply },
  ): SimulatorReply {
    if ('refusal' in who) return who.refusal;
    const found = findRoute(options.routes, request.method, request.path);
    if (!found) return options.notFound(request);
    return found.route.handle({ ...request, params: found.params, account: who.account });
  }

  return {
    url,
    journal,
    clock,
    fail: (fault) => faults.add(fault),
    heal: () => {
      faults.clear();
    },
    close: () =>
      new Promise((resolve) => {
        closing = true;
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function takesEffect(fault: Fault): boolean {
  return fault.kind === 'late' || fault.kind === 'truncated' || fault.takesEffect === true;
}

function without(record: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name.toLowerCase())));
}
