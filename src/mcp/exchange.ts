import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { Batch, type Reply } from './batch.js';
import { encodeError, encodeResponse } from './encode.js';
import type { Incoming, Params, RequestId } from './messages.js';
import { checkParams } from './requests.js';
import { errorBody, RPC } from './rpc-error.js';
import { hasBatches, negotiate, type ProtocolVersion } from './versions.js';

/** What an exchange is connected to. */
export interface ExchangePorts {
  /** Hands a message to the protocol; it is well-formed and its id is one of ours. */
  deliver(message: JSONRPCMessage): void;
  /** Writes one line of JSON; resolves when it is out. */
  write(text: string): Promise<void>;
}

/** Answers the requests of one method without the SDK. Its params were checked; a signal is made when it is asked for. */
export type Handler = (params: Params, signal: () => AbortSignal) => unknown;

type Request = Extract<Incoming, { kind: 'request' }>;

interface OpenRequest {
  readonly id: RequestId;
  readonly method: string;
  readonly reply: Reply;
  /** Where it is answered without the SDK, which has its own. */
  readonly cancel?: AbortController;
}

/**
 * Keeps the rules of a conversation between the wire and the SDK: initialize first and once, one answer a request, batches where
 * the version has them, no answer that nobody asked for. The SDK sees ids of ours instead of the client's, because it cannot
 * cancel a request with the id 0 or "" and mixes up two requests with one id.
 */
export class Exchange {
  readonly #open = new Map<number, OpenRequest>();
  readonly #numbers = new Map<RequestId, number>();
  readonly #asked = new Set<RequestId>();
  readonly #idle: (() => void)[] = [];
  #next = 1;
  #version: ProtocolVersion | undefined;
  /** What came while `initialize` was on its way; a client may send everything at once. */
  #held: Incoming[] | undefined;
  #refusing = false;
  readonly #handlers = new Map<string, Handler>();

  constructor(private readonly ports: ExchangePorts) {}

  /**
   * From now on the requests of a method are answered by this handler. The SDK holds each message against a handful of schemas on its way
   * in and out, which takes longer than all that mcm does for a call; what it would find was found here, or is of mcm's own making.
   */
  answer(method: string, handler: Handler): void {
    this.#handlers.set(method, handler);
  }

  /** The negotiated version; undefined before `initialize`. */
  get version(): ProtocolVersion | undefined {
    return this.#version;
  }

  /** From now on every new request but a ping is refused. */
  refuse(): void {
    this.#refusing = true;
  }

  /** Whether a request is neither answered nor cancelled. */
  get busy(): boolean {
    return this.#open.size > 0;
  }

  /** Resolves when there comes a moment at which it is not busy. */
  idle(): Promise<void> {
    return this.busy
      ? new Promise((resolve) => {
          this.#idle.push(resolve);
        })
      : Promise.resolve();
  }

  /** Gives up what is still unanswered: the connection is closed. */
  abandon(): void {
    for (const number of this.#open.keys()) this.#close(number)?.cancel?.abort();
  }

  /** Takes what a line of input was found to be. */
  receive(message: Incoming): void {
    if (this.#held) {
      this.#held.push(message);
    } else if (message.kind !== 'batch') {
      this.#handle(message, (text) => this.#write(text));
    } else if (hasBatches(this.#version)) {
      const batch = new Batch(message.items.length, (text) => this.#write(text));
      for (const item of message.items) this.#handle(item, batch.reply, true);
    } else {
      const sentence = 'Batches exist in protocol version 2025-03-26 only, after initialize.';
      void this.#write(encodeError(null, RPC.invalidRequest, sentence));
    }
  }

  /** Takes a message of the SDK's to the client. */
  send(message: JSONRPCMessage): Promise<void> {
    if ('method' in message) {
      if ('id' in message) this.#asked.add(message.id);
      else if (message.method === 'notifications/cancelled') {
        this.#asked.delete(message.params?.['requestId'] as RequestId);
      }
      return this.ports.write(JSON.stringify(message));
    }
    const request = this.#close(message.id as number);
    if (!request) return Promise.resolve();
    const body = 'result' in message ? { result: message.result } : { error: message.error };
    const written = request.reply(encodeResponse(request.id, body));
    if (request.method === 'initialize') this.#initialized(body);
    return written;
  }

  #handle(message: Incoming, reply: Reply, inBatch = false): void {
    switch (message.kind) {
      case 'request': {
        const refusal = this.#refusal(message, inBatch);
        if (refusal) void reply(encodeError(message.id, RPC[refusal.code], refusal.message));
        else this.#request(message, reply);
        return;
      }
      case 'fault':
        void reply(encodeError(message.id, message.code, message.message));
        return;
      case 'notification':
        void reply(undefined);
        this.#notification(message.method, message.params);
        return;
      case 'response':
        void reply(undefined);
        if (this.#asked.delete(message.id)) {
          this.ports.deliver({ jsonrpc: '2.0', id: message.id, ...message.body });
        }
        return;
      default:
        void reply(undefined);
    }
  }

  #refusal(request: Request, inBatch: boolean): { code: keyof typeof RPC; message: string } | undefined {
    const refuse = (message: string, code: keyof typeof RPC = 'invalidRequest') => ({ code, message });
    if (this.#numbers.has(request.id)) return refuse('A request with this id is still being answered.');
    if (request.method === 'ping') return undefined;
    if (request.method === 'initialize') {
      if (inBatch) return refuse('initialize cannot be part of a batch.');
      if (this.#version) return refuse('This session is initialized already.');
    } else if (!this.#version) {
      return refuse('Send initialize first.');
    }
    return this.#refusing ? refuse('mcm is shutting down.', 'shuttingDown') : undefined;
  }

  #request({ id, method, params }: Request, reply: Reply): void {
    const checked = checkParams(method, params);
    if ('problem' in checked) {
      void reply(encodeError(id, RPC.invalidParams, checked.problem));
      return;
    }
    const number = this.#next++;
    this.#numbers.set(id, number);
    const handler = this.#handlers.get(method);
    if (handler) {
      const cancel = new AbortController();
      this.#open.set(number, { id, method, reply, cancel });
      this.#answer(number, handler, checked.params, () => cancel.signal);
      return;
    }
    this.#open.set(number, { id, method, reply });
    if (method === 'initialize') this.#held = [];
    this.ports.deliver({ jsonrpc: '2.0', id: number, method, params: checked.params });
  }

  /** At once where there is nothing to wait for. */
  #answer(number: number, handler: Handler, params: Params, signal: () => AbortSignal): void {
    const settle = (body: Parameters<typeof encodeResponse>[1]): void => {
      // Nothing is said where the client cancelled meanwhile.
      const request = this.#close(number);
      void request?.reply(encodeResponse(request.id, body));
    };
    const refuse = (error: unknown): void => {
      settle({ error: errorBody(error) });
    };
    try {
      const result = handler(params, signal);
      if (!(result instanceof Promise)) settle({ result });
      else
        result.then((awaited: unknown) => {
          settle({ result: awaited });
        }, refuse);
    } catch (error) {
      refuse(error);
    }
  }

  #notification(method: string, params: Params | undefined): void {
    if (!this.#version) return;
    if (method === 'notifications/initialized') {
      this.ports.deliver({ jsonrpc: '2.0', method });
    } else if (method === 'notifications/cancelled') {
      const number = this.#numbers.get(params?.['requestId'] as RequestId);
      const request = number === undefined ? undefined : this.#close(number);
      if (!request) return;
      void request.reply(undefined);
      if (request.cancel) request.cancel.abort(params?.['reason']);
      else this.ports.deliver({ jsonrpc: '2.0', method, params: { requestId: number } });
    }
  }

  #initialized(body: { readonly result: Params } | { readonly error: unknown }): void {
    if ('result' in body) this.#version = negotiate(String(body.result['protocolVersion']));
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const message of held) this.receive(message);
  }

  #close(number: number): OpenRequest | undefined {
    const request = this.#open.get(number);
    if (!request) return undefined;
    this.#open.delete(number);
    this.#numbers.delete(request.id);
    if (!this.busy) for (const resolve of this.#idle.splice(0)) resolve();
    return request;
  }

  #write(text: string | undefined): Promise<void> {
    return text === undefined ? Promise.resolve() : this.ports.write(text);
  }
}
