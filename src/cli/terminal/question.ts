import type { Locale } from 'multi-cloud-manager/plugin';
import type { Pending } from '../../confirmation/approvals.js';
import { wouldOf } from '../../confirmation/wording.js';
import { terminal } from '../../locale/en/terminal.js';
import { wordsIn } from '../../locale/words.js';
import { cleanText } from '../../text/clean.js';
import { ago, quoted } from './words.js';

const FACTS = ['provider', 'account', 'region', 'type', 'id'] as const;

/**
 * A question as a person reads it. Neither the tool nor the action is named, only what would happen: the tool's name may hold the
 * word that they have to say themselves.
 */
export function describe({ id, request }: Pending, now: Date, locale: Locale): readonly string[] {
  const words = wordsIn(terminal, locale);
  const { shown, principal, client } = request;
  const { status } = shown;
  const facts = FACTS.flatMap((name) => {
    const value = shown[name];
    return typeof value === 'string' ? [words.facts[name](quoted(value))] : [];
  });
  return [
    words.asked(cleanText(id, 20), ago(new Date(request.askedAt), now, locale)),
    wouldOf(request.variant, locale),
    words.server(facts, typeof status === 'string' ? quoted(status) : undefined),
    ...request.warnings.map((warning) => words.warning(quoted(warning))),
    words.askedBy(quoted(principal.id), client && quoted(`${client.name} ${client.version}`)),
  ];
}
