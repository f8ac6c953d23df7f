import type { Readable, Writable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { encodeError } from './encode.js';
import { Exchange } from './exchange.js';
import { LineSplitter, type Line } from './lines.js';
import { classify } from './messages.js';
import { RPC } from './rpc-error.js';

/** The longest line that is read; a longer one is answered with a parse error. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/**
 * While more than this waits for a client that does not read, nothing more is read from it. It is generous, because a client
 * may write all its requests before it reads the first answer.
 */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** MCP over a pair of streams, one JSON-RPC message a line. */
export class LineTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport['onmessage'];
  /** The input has ended or the output is broken: the client is gone. What was asked before is still answered. */
  onend?: (() => void) | undefined;

  readonly exchange: Exchange;
  readonly #lines = new LineSplitter(MAX_LINE_BYTES);
  #written: Promise<void> = Promise.resolve();
  #ended = false;
  #closed = false;
  #broken = false;

  constructor(
    private readonly input: Readable,
    private readonly output: Writable,
  ) {
    this.exchange = new Exchange({
      deliver: (message) => {
        this.#deliver(message);
      },
      write: (text) => this.#write(text),
    });
  }

  start(): Promise<void> {
    this.output.on('error', this.#outputBroke).on('close', this.#outputBroke);
    this.input.on('data', this.#data).on('end', this.#end).on('close', this.#end).on('error', this.#end);
    return Promise.resolve();
  }

  send(message: JSONRPCMessage): Promise<void> {
    return this.exchange.send(message);
  }

  /** Resolves when everything written so far is out, or can never be. */
  flushed(): Promise<void> {
    return this.#written;
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#closed = true;
    this.input.off('data', this.#data).off('end', this.#end).off('close', this.#end);
    this.input.pause();
    this.onclose?.();
    this.exchange.abandon();
    return Promise.resolve();
  }

  readonly #data = (chunk: Uint8Array | string): void => {
    for (const line of this.#lines.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk))
      this.#receive(line);
  };

  readonly #end = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    for (const line of this.#lines.end()) this.#receive(line);
    this.onend?.();
  };

  /** A client that went away is no error of ours: nothing is written any more, and the session ends. */
  readonly #outputBroke = (): void => {
    this.#broken = true;
    this.#end();
  };

  #receive(line: Line): void {
    if (line !== 'too long') {
      this.exchange.receive(classify(line));
      return;
    }
    const sentence = `The line is longer than ${String(MAX_LINE_BYTES)} bytes.`;
    void this.#write(encodeError(null, RPC.parseError, sentence));
  }

  #deliver(message: JSONRPCMessage): void {
    this.onmessage?.(message);
  }

  #write(text: string): Promise<void> {
    if (this.#broken || this.#closed) return Promise.resolve();
    const written = new Promise<void>((resolve) => {
      this.output.write(`${text}\n`, () => {
        const canRead = !this.#closed && this.output.writableLength <= MAX_WAITING_BYTES;
        if (canRead && this.input.isPaused()) this.input.resume();
        resolve();
      });
    });
    if (this.output.writableLength > MAX_WAITING_BYTES) this.input.pause();
    this.#written = written;
    return written;
  }
}
