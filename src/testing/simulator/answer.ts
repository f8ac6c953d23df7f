import type { ServerResponse } from 'node:http';
import type { Fault } from './fault.js';
import type { SimulatorReply } from './route.js';

type Headers = Readonly<Record<string, string>>;

const HTML = '<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>';

/** Waits in real time; false when the client went away meanwhile. */
export function afterPause(response: ServerResponse, ms: number): Promise<boolean> {
  if (ms <= 0) return Promise.resolve(!response.destroyed);
  return new Promise((resolve) => {
    const gone = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      response.off('close', gone);
      resolve(true);
    }, ms);
    response.once('close', gone);
  });
}

/** Sends the whole answer. */
export function send(response: ServerResponse, reply: SimulatorReply, headers: Headers): void {
  response.end(begin(response, reply, headers));
}

/** Promises the whole body, sends half of it and hangs up. An empty body has no half: then it hangs up before the answer. */
export function sendTruncated(response: ServerResponse, reply: SimulatorReply, headers: Headers): void {
  const payload = begin(response, reply, headers);
  if (payload.length === 0) {
    response.destroy();
    return;
  }
  response.write(payload.subarray(0, Math.floor(payload.length / 2)), () => response.destroy());
}

/** Answers, or does not, in place of the cloud. Returns the status that went out. */
export function spoil(response: ServerResponse, fault: Fault, headers: Headers): number | undefined {
  switch (fault.kind) {
    case 'status': {
      const retryAfter = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      send(response, fault, { ...headers, ...fault.headers, ...retryAfter });
      return fault.status;
    }
    case 'not_json': {
      const status = fault.status ?? 200;
      send(response, { status, body: HTML, headers: { 'content-type': 'text/html' } }, {});
      return status;
    }
    case 'reset':
      response.socket?.resetAndDestroy();
      return undefined;
    default:
      return undefined;
  }
}

function begin(response: ServerResponse, reply: SimulatorReply, headers: Headers): Buffer {
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const payload = Buffer.from((text as string | undefined) ?? '');
  response.writeHead(reply.status, {
    'content-type': 'application/json; charset=utf-8',
    ...(reply.status === 204 ? {} : { 'content-length': String(payload.length) }),
    ...headers,
    ...reply.headers,
  });
  return payload;
}
