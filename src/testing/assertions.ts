import { deepStrictEqual, fail } from 'node:assert/strict';
import type { ErrorCode } from 'multi-cloud-manager/plugin';
import type { TrailCall } from '../audit/record.js';
import type { ToolReply } from './host/test-host.js';

type Content = ToolReply['content'];

/** The structured content of a call that did what it was asked. Throws an AssertionError with the reply's text for an error or a challenge. */
export function assertResult(reply: ToolReply): Content {
  if (reply.isError) fail(`Expected a result; the tool failed with ${String(reply.code)}: ${reply.text}`);
  if (isChallenge(reply)) fail(`Expected a result; the tool asks for a confirmation: ${reply.text}`);
  return reply.content;
}

/** The structured error of a call that failed with this code. Throws an AssertionError for another code, a challenge or a result. */
export function assertError(reply: ToolReply, code: ErrorCode): Content {
  if (!reply.isError) fail(`Expected the error ${code}; the tool answered: ${reply.text}`);
  if (reply.code !== code)
    fail(`Expected the error ${code}; the tool failed with ${String(reply.code)}: ${reply.text}`);
  return reply.content['error'] as Content;
}

/** The challenge of a power call that still lacks a confirmation. Throws an AssertionError for anything else. */
export function assertChallenge(reply: ToolReply): Content {
  if (reply.isError) fail(`Expected a challenge; the tool failed with ${String(reply.code)}: ${reply.text}`);
  if (!isChallenge(reply)) fail(`Expected a challenge; the tool answered: ${reply.text}`);
  return reply.content;
}

/** What a record is expected to say; what is left out may be anything. */
export type ExpectedRecord = { readonly [Key in keyof TrailCall]?: unknown } & Readonly<
  Record<string, unknown>
>;

/**
 * Holds the records of an audit trail, as `TestHost.audit` gives them, against what each of them should say, in order and none left
 * over. Objects may say more than is expected of them; lists may not. Throws an AssertionError that shows the difference.
 */
export function assertAudit(records: readonly TrailCall[], expected: readonly ExpectedRecord[]): void {
  deepStrictEqual(
    records.map((record, index) => told(record, expected[index])),
    expected,
  );
}

const isChallenge = ({ content }: ToolReply): boolean => content['status'] === 'confirmation_required';

/** Of a value what is expected of it. */
function told(value: unknown, expected: unknown): unknown {
  if (!isRecord(value) || !isRecord(expected)) return value;
  return Object.fromEntries(Object.keys(expected).map((key) => [key, told(value[key], expected[key])]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
