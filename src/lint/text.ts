import { cleanText } from '../text/clean.js';
import type { Facts, ProviderFacts } from './facts.js';
import type { Report } from './judge.js';
import { OPTIONAL_PARTS } from './provider-parts.js';

/** The report for a person. */
export function reportText({ plugin, findings, errors, warnings }: Report, facts: Facts): string {
  const width = (pick: (finding: Report['findings'][number]) => string): number =>
    Math.max(0, ...findings.map((finding) => pick(finding).length));
  const [severity, rule] = [width((each) => each.severity), width((each) => each.rule)];
  const lines = findings.map(
    (each) => `${each.severity.padEnd(severity)}  ${each.rule.padEnd(rule)}  ${each.where}: ${each.message}`,
  );
  const counts = `${plugin}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  return [...lines, ...(findings.length > 0 ? [''] : []), counts, looked(facts), ''].join('\n');
}

const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`;

/** What was looked at, so that nobody takes silence for praise. */
function looked({ target, imports, run }: Facts): string {
  const { plugin, policy, load } = run;
  const parts = [
    ...(target.manifest ? ['package.json'] : []),
    ...(imports.files > 0 ? [`the imports of ${count(imports.files, 'file')}`] : []),
    ...(load ? [`loading (${String(load.ms)} ms), stdout and what stays open`] : []),
    ...(policy ? [`the ${policy.kind} ${cleanText(policy.name ?? '', 100)}`] : []),
    ...(plugin
      ? [`the plugin ${cleanText(plugin.name ?? '', 100)}`, count(plugin.tools.length, 'tool')]
      : []),
    ...(plugin?.provider ? [`a provider (${abilities(plugin.provider)})`] : []),
    ...(plugin && plugin.ports.length > 0 ? plugin.ports : []),
  ];
  return `Looked at: ${parts.join(', ')}.`;
}

/** Its actions, and what it has of the parts that may be left out. */
function abilities({ actions = [], has }: ProviderFacts): string {
  const parts = OPTIONAL_PARTS.filter((part) => has.includes(part));
  return cleanText([...actions, ...parts].join(', ') || 'reading only', 300);
}
