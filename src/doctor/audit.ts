import { textIn, type Locale } from 'multi-cloud-manager/plugin';
import { bootId } from '../audit/disk.js';
import { trailOnDisk } from '../audit/files.js';
import { auditDirectory } from '../audit/names.js';
import { verifyNewest } from '../audit/verify-newest.js';
import { ConfigError } from '../config/error.js';
import { doctorMachine } from '../locale/en/doctor-machine.js';
import { wordsIn } from '../locale/words.js';
import { spoken } from '../locale/error-in.js';
import { failed, ok, skipped, type Check } from './check.js';

/** So much is gone through in a second or two. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Whether the newest chain of the trail is as mcm wrote it; `mcm audit verify` goes through all of them. */
export async function auditCheck(stateDir: string, locale: Locale): Promise<Check> {
  const words = wordsIn(doctorMachine, locale).audit;
  const directory = auditDirectory(stateDir);
  let newest;
  try {
    newest = await verifyNewest(trailOnDisk(stateDir), await bootId(), MOST_BYTES);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return failed('audit-trail', { found: spoken(error, locale), next: words.cannotWrite });
  }
  if (newest === undefined) return ok('audit-trail', words.none(directory));
  if (newest === 'too long') return skipped('audit-trail', words.tooLong(directory), { next: words.verify });
  const { bad, chain, records, to } = newest;
  if (bad === undefined) return ok('audit-trail', words.well(records, to));
  return failed('audit-trail', {
    found: words.bad(chain, bad.file, textIn(bad.reason, locale)),
    next: words.keepCopy(directory),
  });
}
