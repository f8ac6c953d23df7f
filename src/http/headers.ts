import { McmError } from 'multi-cloud-manager/plugin';
import { http } from '../locale/en/http.js';
import { say } from '../locale/words.js';

const SECRET_NAME = /authorization|token|key|secret|signature|cookie|password/i;
// What a request consists of is the host's business: a plugin's headers must not turn it into another one.
const RESERVED =
  /^(host|connection|content-length|content-type|transfer-encoding|expect|upgrade|te|trailer|x-http-method.*|x-method-override)$/i;

/** A checked set of headers and the secrets that are in it. */
export interface CheckedHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/** Checks the headers of a plugin; errors name the header, never its value. */
export function checkHeaders(headers: Readonly<Record<string, string>>): CheckedHeaders {
  const secrets: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (RESERVED.test(name)) {
      throw new McmError(
        'INTERNAL',
        say(http, (words) => words.reservedHeader(name)),
      );
    }
    if (/[^\t\x20-\x7e]/.test(value)) {
      throw new McmError(
        'INVALID_CREDENTIALS',
        say(http, (words) => words.oddHeader(name)),
        { suggestion: say(http, (words) => words.oddHeaderWhy) },
      );
    }
    if (SECRET_NAME.test(name)) secrets.push(value.replace(/^\w+\s+/, '').trim());
  }
  return { headers, secrets: secrets.filter((secret) => secret !== '') };
}
