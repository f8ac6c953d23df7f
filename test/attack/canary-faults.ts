import type { Fault } from 'multi-cloud-manager/testing';
import { spellings } from './secrets.js';
import type { Target } from './canary-clouds.js';

/** A fault and what to call it where something was seen. */
export interface NamedFault {
  readonly name: string;
  readonly fault: Fault;
}

const STATUSES = [400, 401, 403, 404, 408, 409, 418, 422, 429, 500, 502, 503, 504] as const;
const REDIRECTS = [301, 302, 307, 308] as const;

/** What a cloud, or whatever stands before it, does wrong; it knows the secrets and gives them back wherever it can. */
export function faultsFor({ says, answers }: Target, secrets: readonly string[]): readonly NamedFault[] {
  const all = secrets.flatMap(spellings);
  const echo = all.join(' ');
  const [first = '', second = ''] = secrets;
  const headers = {
    'x-request-id': first,
    'x-amzn-requestid': second,
    'x-acs-request-id': first,
    'x-echo': `Bearer ${encodeURIComponent(second)}`,
  };
  const request = `GET /?token=${encodeURIComponent(first)} HTTP/1.1\r\nauthorization: Bearer ${second}\r\n\r\n${echo}`;
  // Names are cut after a thousand characters: here in the middle of a secret.
  const cut = [985, 990, 994].map(
    (length, index) => 'x '.repeat(length / 2) + (secrets[index % secrets.length] ?? ''),
  );
  return [
    ...STATUSES.flatMap((status): readonly NamedFault[] => [
      {
        name: `${String(status)}, worded like the cloud`,
        fault: { kind: 'status', status, body: says(echo), headers },
      },
      {
        name: `${String(status)}, the request as text`,
        fault: { kind: 'status', status, body: request, headers },
      },
      { name: `${String(status)}, cut`, fault: { kind: 'status', status, body: says(cut.join(' ')) } },
    ]),
    ...REDIRECTS.map((status): NamedFault => ({
      name: `redirect ${String(status)}`,
      fault: {
        kind: 'status',
        status,
        headers: {
          ...headers,
          location: `http://u:${encodeURIComponent(first)}@127.0.0.1:9/?token=${encodeURIComponent(second)}`,
        },
        body: says(echo),
      },
    })),
    ...[echo, ...all.slice(0, 13), ...cut].map((text, index): NamedFault => ({
      name: `200 with data, ${String(index)}`,
      fault: { kind: 'status', status: 200, body: answers(text), headers },
    })),
    { name: '200 with the request as text', fault: { kind: 'status', status: 200, body: request, headers } },
    {
      name: '200 with other JSON',
      fault: { kind: 'status', status: 200, body: { [first]: [second, { echo }] } },
    },
    { name: '200 with a list', fault: { kind: 'status', status: 200, body: all } },
    {
      name: 'oversized',
      fault: { kind: 'status', status: 200, body: says(`${echo} `.repeat(400)), headers },
    },
    { name: 'reset', fault: { kind: 'reset' } },
    { name: 'reset after its effect', fault: { kind: 'reset', takesEffect: true } },
    { name: 'truncated', fault: { kind: 'truncated' } },
    { name: 'not JSON', fault: { kind: 'not_json' } },
    { name: 'not JSON, 502', fault: { kind: 'not_json', status: 502 } },
    { name: 'late', fault: { kind: 'late', delayMs: 1 } },
  ];
}
