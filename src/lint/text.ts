import type { Locale } from 'multi-cloud-manager/plugin';
import { lint } from '../locale/en/lint.js';
import { wordsIn } from '../locale/words.js';
import { cleanText } from '../text/clean.js';
import type { Facts, ProviderFacts } from './facts.js';
import type { Report } from './judge.js';
import { OPTIONAL_PARTS } from './provider-parts.js';

/** The report for a person. */
export function reportText(
  { plugin, findings, errors, warnings }: Report,
  facts: Facts,
  locale: Locale,
): string {
  const words = wordsIn(lint, locale);
  const width = Math.max(0, ...findings.map(({ rule }) => rule.length));
  const severities = findings.map(({ severity }) => words.severities[severity]);
  const widest = Math.max(0, ...severities.map((severity) => severity.length));
  const lines = findings.map(
    ({ rule, where, message }, at) =>
      `${(severities[at] ?? '').padEnd(widest)}  ${rule.padEnd(width)}  ${where}: ${message}`,
  );
  const counts = words.counts(plugin, errors, warnings);
  return [...lines, ...(findings.length > 0 ? [''] : []), counts, looked(facts, words), ''].join('\n');
}

/** What was looked at, so that nobody takes silence for praise. */
function looked({ target, imports, run }: Facts, words: typeof lint): string {
  const { plugin, policy, load } = run;
  const parts = [
    ...(target.manifest ? ['package.json'] : []),
    ...(imports.files > 0 ? [words.importsOf(imports.files)] : []),
    ...(load ? [words.loading(load.ms)] : []),
    ...(policy ? [words.rules[policy.kind](cleanText(policy.name ?? '', 100))] : []),
    ...(plugin ? [words.plugin(cleanText(plugin.name ?? '', 100)), words.tools(plugin.tools.length)] : []),
    ...(plugin?.provider ? [words.provider(abilities(plugin.provider, words))] : []),
    ...(plugin && plugin.ports.length > 0 ? plugin.ports : []),
  ];
  return words.lookedAt(parts);
}

/** Its actions, and what it has of the parts that may be left out. */
function abilities({ actions = [], has }: ProviderFacts, words: typeof lint): string {
  const parts = OPTIONAL_PARTS.filter((part) => has.includes(part));
  return cleanText([...actions, ...parts].join(', ') || words.readingOnly, 300);
}
