import type { Pending } from '../../confirmation/approvals.js';
import { cleanText } from '../../text/clean.js';
import { ago, quoted } from './words.js';

/**
 * A question as a person reads it. Neither the tool nor the action is named, only what would happen: the tool's name may hold the
 * word that they have to say themselves.
 */
export function describe({ id, request }: Pending, now: Date): readonly string[] {
  const { provider, account, region, type, status, id: instance } = request.shown;
  const { principal, client } = request;
  const facts = Object.entries({ provider, account, region, type, id: instance }).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${name} ${quoted(value)}`] : [],
  );
  const through = client ? ` through ${quoted(`${client.name} ${client.version}`)}` : '';
  return [
    `${cleanText(id, 20)}, asked ${ago(new Date(request.askedAt), now)}`,
    cleanText(request.would),
    `Server: ${facts.join(', ')}${typeof status === 'string' ? `; now ${quoted(status)}` : ''}`,
    ...request.warnings.map((warning) => `Warning: ${quoted(warning)}`),
    `Asked by ${quoted(principal.id)}${through}`,
  ];
}
