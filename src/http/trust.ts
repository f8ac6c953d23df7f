import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { McmError } from 'multi-cloud-manager/plugin';
import { http } from '../locale/en/http.js';
import { say } from '../locale/words.js';

/**
 * The certificates to trust when the config names a file of its own; undefined leaves Node's default.
 * Naming any switches the default off, so the usual roots and NODE_EXTRA_CA_CERTS are listed again.
 */
export async function trustedCertificates(
  caFile: string | undefined,
  extraFile: string | undefined,
): Promise<string[] | undefined> {
  if (!caFile) return undefined;
  const own = await readFile(caFile, 'utf8').catch((cause: unknown) => {
    throw new McmError(
      'PROVIDER_NOT_AVAILABLE',
      say(http, (words) => words.caUnreadable(caFile)),
      { suggestion: say(http, (words) => words.caForm), cause },
    );
  });
  if (!own.includes('-----BEGIN CERTIFICATE-----')) {
    throw new McmError(
      'PROVIDER_NOT_AVAILABLE',
      say(http, (words) => words.caEmpty(caFile)),
      { suggestion: say(http, (words) => words.caEmptyForm) },
    );
  }
  // Node itself only warns about an unreadable NODE_EXTRA_CA_CERTS.
  const extra = extraFile ? await readFile(extraFile, 'utf8').catch(() => '') : '';
  return [...rootCertificates, own, ...(extra === '' ? [] : [extra])];
}
