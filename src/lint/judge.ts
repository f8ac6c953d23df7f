import { textIn, type Locale } from 'multi-cloud-manager/plugin';
import { cleanText } from '../text/clean.js';
import type { Facts } from './facts.js';
import { RULES } from './rules/index.js';
import type { Rule } from './rules/rule.js';

/** One thing that is wrong. */
export interface Finding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly where: string;
  readonly message: string;
}

/** What a plugin came to. Text of the plugin in it is harmless in a terminal. */
export interface Report {
  readonly plugin: string;
  readonly findings: readonly Finding[];
  readonly errors: number;
  readonly warnings: number;
}

/** Holds the rules against the facts. Errors come first. */
export function judge(facts: Facts, locale: Locale = 'en'): Report {
  const explained = RULES.some((rule) => rule.refuses === true && rule.check(facts).length > 0);
  const told = explained ? withoutRefusal(facts) : facts;
  const findings = RULES.flatMap((rule) => findingsOf(rule, told, locale));
  const of = (severity: Finding['severity']) => findings.filter((each) => each.severity === severity);
  return {
    plugin: cleanText(facts.target.subject, 200),
    findings: [...of('error'), ...of('warning')],
    errors: of('error').length,
    warnings: of('warning').length,
  };
}

/** The host says only the first thing that it does not take. */
function withoutRefusal(facts: Facts): Facts {
  const { refusal: _, ...run } = facts.run;
  return { ...facts, run };
}

const findingsOf = (rule: Rule, facts: Facts, locale: Locale): readonly Finding[] =>
  rule.check(facts).map(({ where, message }) => ({
    rule: rule.id,
    severity: rule.severity,
    where: cleanText(where, 200),
    message: cleanText(textIn(message, locale), 600),
  }));
