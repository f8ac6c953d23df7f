import { McmError } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/;

/** What a right end point looks like. */
export const ENDPOINT_FORM =
  'a host with or without port, or an https URL without a path; http on loopback only';

/** The end point as a URL, or undefined where the text is none. A bare host means https, and http on loopback. */
export function endpointUrl(text: string): URL | undefined {
  const bare = !text.includes('://');
  const given = bare ? `https://${text}` : text;
  if (!URL.canParse(given)) return undefined;
  const url = new URL(given);
  const local = LOOPBACK.test(url.hostname);
  const plain =
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === '';
  if (!plain || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))) return undefined;
  return bare && local ? new URL(`http://${text}`) : url;
}

/** The same for text that was not checked before, such as a variable's. */
export function checkedEndpoint(text: string): URL {
  const url = endpointUrl(text);
  if (url) return url;
  throw new McmError(
    'PROVIDER_NOT_AVAILABLE',
    say((words) => words.endpointForm),
    { suggestion: say((words) => words.checkEndpoint) },
  );
}
