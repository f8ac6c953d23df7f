import { resolve } from 'node:path';
import { textIn, type Policy } from 'multi-cloud-manager/plugin';
import type { AuditDecision } from '../../audit/record.js';
import { resolverFor, rulesOf } from '../../host/rules-of.js';
import { policyTest } from '../../locale/en/policy-test.js';
import { say, wordsIn } from '../../locale/words.js';
import { padded } from '../hand/table.js';
import { safeJson, shown } from '../audit/format.js';
import { UsageError, type Io } from '../io.js';
import { parseWithConfig } from '../options.js';
import { withStdoutClaimed } from '../stdout.js';
import { readCases, type Expected } from './cases.js';
import { tryCase, type Trial } from './trial.js';

/** `mcm policy test FILE`: what the configured policies say of a table of cases. Exit code 1 where one is not as expected. */
export async function test(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals, load } = parseWithConfig(args, { json: { type: 'boolean' } }, ['FILE'], io);
  const [file = ''] = positionals;
  return withStdoutClaimed(io, async (output) => {
    const loaded = await load();
    for (const notice of loaded.notices) io.stderr.write(`mcm: ${textIn(notice, io.locale)}\n`);
    const cases = await readCases(resolve(io.cwd, file), file);
    const rules = await rulesOf(loaded, resolverFor(loaded));
    const list = rules.filter((rule) => rule.kind === 'policy');
    if (list.length === 0)
      throw new UsageError(
        say(policyTest, (words) =>
          loaded.file === undefined ? words.noPoliciesByDefault : words.noPolicies(loaded.file),
        ),
      );
    // A middleware is code around a call, and there is no call.
    const left = rules.filter((rule) => rule.kind === 'middleware').map(({ name }) => name);
    const trials: Trial[] = [];
    for (const each of cases) trials.push(await tryCase(each, list));
    const failed = trials.filter(({ passed }) => !passed).length;
    const passed = trials.length - failed;
    const words = wordsIn(policyTest, io.locale);
    output.write(
      values.json === true
        ? `${safeJson({ cases: trials, passed, failed, not_run: left }, 2)}\n`
        : [
            ...trials.map((trial) => trialText(trial, list, words)),
            ...left.map((name) => `${words.notRun(shown(name))}\n`),
            `${words.counts(passed, failed)}\n`,
          ].join(''),
    );
    return failed === 0 ? 0 : 1;
  });
}

type Words = typeof policyTest;

/** A line for what is as expected; for what is not, what was, and every word of it. */
function trialText(
  { name, passed, expected, got, said }: Trial,
  list: readonly Policy[],
  words: Words,
): string {
  // What a policy says of an instance that is read comes after what all said of the call.
  const last = (policy: Policy, at: number) =>
    said.slice(list.length).find(({ by }) => by === policy.name) ?? said[at];
  const each = list.map((policy, at) => `${shown(policy.name)} ${word(last(policy, at), words)}`);
  const mark = padded(words.marks[passed ? 'passed' : 'failed'], 4);
  const head = `${mark}  ${shown(name)}: ${decided(got, words)} (${each.join(', ')})\n`;
  if (passed) return head;
  const reasons = said.flatMap((decision) =>
    decision.decision === 'allow' ? [] : [`      ${shown(decision.by)}: ${shown(decision.reason, 1000)}\n`],
  );
  return [head, `      ${words.expected(decided(expected, words))}\n`, ...reasons].join('');
}

function word(said: AuditDecision | undefined, words: Words): string {
  if (said === undefined) return words.notAsked;
  return said.decision === 'confirm'
    ? decided({ decision: 'confirm', level: said.level }, words)
    : said.decision;
}

const decided = ({ decision, level, by, reason }: Expected, words: Words): string =>
  [
    decision,
    ...(level === undefined ? [] : [level]),
    ...(by === undefined ? [] : [words.by(shown(by))]),
    ...(reason === undefined ? [] : [words.because(JSON.stringify(shown(reason)))]),
  ].join(' ');
