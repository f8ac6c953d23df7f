import type { doctor } from '../locale/en/doctor.js';

/** `skipped` says that nothing could or need be looked at, and why; it is no fault. */
export const STATUSES = ['ok', 'warning', 'failed', 'skipped'] as const;
/** See {@link STATUSES}. */
export type Status = (typeof STATUSES)[number];

/** The groups of checks; their headings stand among the words. */
export type Group = keyof typeof doctor.headings;

/** What each check looks at. The ids are for machines and stay as they are; docs/troubleshooting.md explains each. */
export const CHECKS = {
  'node-version': 'node',
  'mcm-on-path': 'node',
  'managed-config': 'managed',
  config: 'config',
  'config-notice': 'config',
  policy: 'policies',
  plugin: 'plugins',
  port: 'plugins',
  account: 'accounts',
  'any-account': 'accounts',
  clock: 'clock',
  'state-directory': 'state',
  'state-file-system': 'state',
  'state-space': 'state',
  lock: 'state',
  approval: 'state',
  'audit-trail': 'audit',
  client: 'clients',
} as const satisfies Readonly<Record<string, Group>>;
/** See {@link CHECKS}. */
export type CheckId = keyof typeof CHECKS;

/** What to paste: what it is and where it goes, and the text. */
export interface Paste {
  readonly what: string;
  readonly text: string;
}

/** What one check came to. The sentences are in the language of the person; id and status are for machines too. */
export interface Check {
  readonly id: CheckId;
  /** Which of several: an account, a plugin, a client. */
  readonly subject?: string;
  readonly status: Status;
  /** One line. */
  readonly found: string;
  /** What else there is to say of it, a line each. */
  readonly details?: readonly string[];
  /** What to do about it: always there for a warning and a failure. */
  readonly next?: string;
  readonly paste?: Paste;
}

/** What is not as it should be. */
export interface Finding {
  readonly found: string;
  readonly next: string;
  readonly subject?: string;
  readonly details?: readonly string[];
  readonly paste?: Paste;
}

/** All is well. */
export const ok = (id: CheckId, found: string, more: { readonly subject?: string } = {}): Check => ({
  id,
  status: 'ok',
  found,
  ...more,
});

/** Not looked at, and why. */
export const skipped = (
  id: CheckId,
  found: string,
  more: { readonly subject?: string; readonly next?: string } = {},
): Check => ({ id, status: 'skipped', found, ...more });

/** It works, and could go wrong. */
export const warning = (id: CheckId, finding: Finding): Check => ({ id, status: 'warning', ...finding });

/** It does not work. */
export const failed = (id: CheckId, finding: Finding): Check => ({ id, status: 'failed', ...finding });

/** A sentence of some lines as a finding: the first is what was found, the others are details. */
export function lines(message: string): { readonly found: string; readonly details?: readonly string[] } {
  const [found = '', ...details] = message.split('\n').filter((line) => line.trim() !== '');
  return { found, ...(details.length > 0 && { details }) };
}
