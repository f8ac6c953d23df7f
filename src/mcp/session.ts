import type { Readable, Writable } from 'node:stream';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ErrorCode,
  McpError,
  SetLevelRequestSchema,
  type CallToolRequest,
} from '@modelcontextprotocol/sdk/types.js';
import type { Ids, Principal } from 'multi-cloud-manager/plugin';
import type { Session } from '../call/request.js';
import type { ServedHost } from '../call/served.js';
import { showsPages } from './apps.js';
import { callTool } from './calls.js';
import { LogForwarder } from './logging.js';
import type { Params } from './messages.js';
import { answerOnDemand } from './on-demand.js';
import type { HandlerExtra } from './progress.js';
import { RPC, rpcError } from './rpc-error.js';
import { WrittenToolList } from './tool-list.js';
import { LineTransport } from './transport.js';
import { hasStructuredTools } from './versions.js';

/** What a session is served on. */
export interface SessionOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly principal: Principal;
  readonly ids: Ids;
  /** How long a person may take to answer. Default: as the host says. */
  readonly askTimeoutMs?: number;
}

/** A session that is being served. */
export interface SessionHandle {
  readonly id: string;
  /** Resolves when the client is gone; the session then finishes by itself. */
  readonly ended: Promise<void>;
  /** Refuses new requests, lets what runs come to its end, answers it and closes. Each call gives the same promise. */
  finish(): Promise<void>;
  /** Aborts what runs and closes at once. `finish` still waits until what was aborted has come to its end. */
  abort(): void;
}

/** Serves a host to one client over a pair of streams. */
export async function serveSession(host: ServedHost, options: SessionOptions): Promise<SessionHandle> {
  let id: string | undefined;
  // Not before it is asked for: what makes an id takes a while to load.
  const sessionId = (): string => (id ??= options.ids.next());
  const transport = new LineTransport(options.input, options.output);
  const server = createServer(host);
  const gone = new AbortController();
  const running = new Set<Promise<unknown>>();
  let session: Session | undefined;

  const pages = () => showsPages(server.getClientCapabilities());
  const view = (name: string) => host.view(name);
  const list = new WrittenToolList();
  transport.exchange.answer('tools/list', ({ cursor }) => {
    if (cursor !== undefined)
      throw rpcError(RPC.invalidParams, 'params.cursor: this list has one page and gives out no cursor.');
    return list.of(host.tools(), transport.exchange.version, pages() ? view : undefined);
  });
  // What a client said of itself is fixed by `initialize`, which comes before any call.
  const current = () => (session ??= describeSession(sessionId(), options.principal, server, transport));
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    const done = () => running.delete(work);
    work.then(done, done);
    return work;
  };
  transport.exchange.answer('tools/call', (params, signal) =>
    tracked(
      callTool(host, params as CallToolRequest['params'], extraOf(server, params, signal()), {
        session: current(),
        version: transport.exchange.version,
        askTimeoutMs: options.askTimeoutMs,
        gone: gone.signal,
      }),
    ),
  );
  server.fallbackRequestHandler = (request, extra) =>
    tracked(answerOnDemand(host, request, { session: current, extra, pages: pages() }));

  const logs = new LogForwarder((params) => server.notification({ method: 'notifications/message', params }));
  let stopLogs: (() => void) | undefined;
  server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
    logs.level = params.level;
    return {};
  });
  server.oninitialized = () => {
    stopLogs ??= host.onLog(logs.forward, logs.wants);
  };

  const ended = new Promise<void>((resolve) => {
    transport.onend = () => {
      gone.abort(new McpError(ErrorCode.ConnectionClosed, 'The client is gone.'));
      resolve();
    };
  });
  let finishing: Promise<void> | undefined;
  const finish = (): Promise<void> => {
    finishing ??= (async () => {
      // From a client that is gone nothing new can come; what it sent last may still be on its way.
      if (!gone.signal.aborted) transport.exchange.refuse();
      do {
        // A call that the client cancelled has no answer to wait for, but may have an end to come to.
        await Promise.allSettled(running);
        await transport.exchange.idle();
      } while (running.size > 0 || transport.exchange.busy);
      await transport.flushed();
      stopLogs?.();
      await transport.close();
    })();
    return finishing;
  };
  void ended.then(finish);

  await server.connect(transport);
  return {
    get id() {
      return sessionId();
    },
    ended,
    finish,
    abort: () => void server.close(),
  };
}

/** As the SDK makes it for the requests that go through it. */
function extraOf(server: Server, { _meta }: Params, signal: AbortSignal): HandlerExtra {
  return {
    signal,
    ...(_meta !== undefined && { _meta: _meta as NonNullable<HandlerExtra['_meta']> }),
    sendNotification: (notification) => server.notification(notification),
    sendRequest: (request, schema, settings) => server.request(request, schema, settings),
  };
}

function createServer(host: ServedHost): Server {
  return new Server(
    { name: host.name, version: host.version },
    {
      capabilities: { tools: {}, logging: {}, resources: {}, prompts: {}, completions: {} },
      instructions: host.instructions,
      // The default compiles schemas with ajv. mcm reads a form's values itself, so this one is never asked; it fails closed.
      jsonSchemaValidator: {
        getValidator: () => () => ({
          valid: false,
          data: undefined,
          errorMessage: 'Schemas are not checked here.',
        }),
      },
    },
  );
}

function describeSession(
  id: string,
  principal: Principal,
  server: Server,
  transport: LineTransport,
): Session {
  const client = server.getClientVersion();
  const form = server.getClientCapabilities()?.elicitation?.form;
  return Object.freeze({
    id,
    principal,
    client: client && { name: client.name, version: client.version },
    canAsk: form !== undefined && hasStructuredTools(transport.exchange.version),
  });
}
