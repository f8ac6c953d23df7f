import { resolve } from 'node:path';
import type { Policy } from 'multi-cloud-manager/plugin';
import type { AuditDecision } from '../../audit/record.js';
import { resolverFor, rulesOf } from '../../host/rules-of.js';
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
    for (const notice of loaded.notices) io.stderr.write(`mcm: ${notice}\n`);
    const cases = await readCases(resolve(io.cwd, file), file);
    const rules = await rulesOf(loaded, resolverFor(loaded));
    const list = rules.filter((rule) => rule.kind === 'policy');
    if (list.length === 0)
      throw new UsageError(
        `There are no policies in ${loaded.file ?? 'the default config'}, so there is nothing to test.`,
      );
    // A middleware is code around a call, and there is no call.
    const left = rules.filter((rule) => rule.kind === 'middleware').map(({ name }) => name);
    const trials: Trial[] = [];
    for (const each of cases) trials.push(await tryCase(each, list));
    const failed = trials.filter(({ passed }) => !passed).length;
    const passed = trials.length - failed;
    output.write(
      values.json === true
        ? `${safeJson({ cases: trials, passed, failed, not_run: left }, 2)}\n`
        : [
            ...trials.map((trial) => trialText(trial, list)),
            ...left.map((name) => `The middleware ${shown(name)} was not run.\n`),
            `${String(passed)} passed, ${String(failed)} failed\n`,
          ].join(''),
    );
    return failed === 0 ? 0 : 1;
  });
}

/** A line for what is as expected; for what is not, what was, and every word of it. */
function trialText({ name, passed, expected, got, said }: Trial, list: readonly Policy[]): string {
  // What a policy says of an instance that is read comes after what all said of the call.
  const last = (policy: Policy, at: number) =>
    said.slice(list.length).find(({ by }) => by === policy.name) ?? said[at];
  const each = list.map((policy, at) => `${shown(policy.name)} ${word(last(policy, at))}`);
  const head = `${passed ? 'ok  ' : 'FAIL'}  ${shown(name)}: ${words(got)} (${each.join(', ')})\n`;
  if (passed) return head;
  const reasons = said.flatMap((decision) =>
    decision.decision === 'allow' ? [] : [`      ${shown(decision.by)}: ${shown(decision.reason, 1000)}\n`],
  );
  return [head, `      expected ${words(expected)}\n`, ...reasons].join('');
}

function word(said: AuditDecision | undefined): string {
  if (said === undefined) return 'not asked';
  return said.decision === 'confirm' ? words({ decision: 'confirm', level: said.level }) : said.decision;
}

const words = ({ decision, level, by, reason }: Expected): string =>
  [
    decision,
    ...(level === undefined ? [] : [level]),
    ...(by === undefined ? [] : [`by ${shown(by)}`]),
    ...(reason === undefined ? [] : [`because ${JSON.stringify(shown(reason))}`]),
  ].join(' ');
