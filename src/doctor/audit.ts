import { bootId } from '../audit/disk.js';
import { trailOnDisk } from '../audit/files.js';
import { auditDirectory } from '../audit/names.js';
import { verifyNewest } from '../audit/verify-newest.js';
import { ConfigError } from '../config/error.js';
import { failed, ok, skipped, type Check } from './check.js';

/** So much is gone through in a second or two. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Whether the newest chain of the trail is as mcm wrote it; `mcm audit verify` goes through all of them. */
export async function auditCheck(stateDir: string): Promise<Check> {
  const directory = auditDirectory(stateDir);
  let newest;
  try {
    newest = await verifyNewest(trailOnDisk(stateDir), await bootId(), MOST_BYTES);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return failed('audit-trail', {
      found: error.message,
      next: 'Do what it says; while the audit cannot be written, mcm refuses power actions.',
    });
  }
  if (newest === undefined) return ok('audit-trail', `No record yet in ${directory}.`);
  if (newest === 'too long')
    return skipped('audit-trail', `The newest chain in ${directory} is long, so it was not gone through.`, {
      next: '`mcm audit verify` does that.',
    });
  const { bad, chain, records, to } = newest;
  if (bad === undefined)
    return ok(
      'audit-trail',
      `The newest chain is as mcm wrote it: ${String(records)} ${records === 1 ? 'record' : 'records'}${to === undefined ? '' : `, the last at ${to}`}.`,
    );
  return failed('audit-trail', {
    found: `The newest chain, ${chain}, is not as mcm wrote it: ${bad.file}: ${bad.reason}.`,
    next: `Keep a copy of ${directory} before anything else; \`mcm audit verify\` says all that is wrong.`,
  });
}
