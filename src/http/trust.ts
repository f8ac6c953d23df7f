import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { McmError } from 'multi-cloud-manager/plugin';

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
    throw new McmError('PROVIDER_NOT_AVAILABLE', `The CA file ${caFile} cannot be read.`, {
      suggestion: 'Set http.caFile to a readable PEM file.',
      cause,
    });
  });
  if (!own.includes('-----BEGIN CERTIFICATE-----')) {
    throw new McmError('PROVIDER_NOT_AVAILABLE', `The CA file ${caFile} holds no certificate in PEM form.`, {
      suggestion: 'Set http.caFile to a file with one or more "BEGIN CERTIFICATE" blocks.',
    });
  }
  // Node itself only warns about an unreadable NODE_EXTRA_CA_CERTS.
  const extra = extraFile ? await readFile(extraFile, 'utf8').catch(() => '') : '';
  return [...rootCertificates, own, ...(extra === '' ? [] : [extra])];
}
