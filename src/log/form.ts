import type { LineForm } from './lines.js';

/** What a server says goes to a program mostly: an MCP client keeps it in a log of its own. Where a person looks on it is pretty. */
export function formOn(
  { isTTY = false }: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
  format: 'auto' | 'json' | 'pretty',
): LineForm {
  return {
    kind: format === 'auto' ? (isTTY ? 'pretty' : 'json') : format,
    colours: isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  };
}
