import { lint } from '../../locale/en/lint.js';
import { say } from '../../locale/words.js';
import type { Rule } from './rule.js';

/** Milliseconds of processor time. */
const MOST_BUSY = 300;
/** Milliseconds in which there is nothing to do but wait: for a server, a timer. */
const MOST_IDLE = 1000;

/** What a plugin does to the process that it is loaded in. */
export const BEHAVIOUR_RULES: readonly Rule[] = [
  {
    id: 'startup-time',
    severity: 'warning',
    says: `A package is loaded and built in ${String(MOST_BUSY)} ms of processor time, without waiting for anything; of a file, which is compiled first, only the waiting counts.`,
    check: ({ target, run: { load } }) => {
      if (!load) return [];
      const { busyMs, idleMs, compiled } = load;
      const sentence =
        idleMs > MOST_IDLE
          ? say(lint, (words) => words.waits(idleMs))
          : busyMs > MOST_BUSY && !compiled
            ? say(lint, (words) => words.slow(busyMs))
            : undefined;
      return sentence === undefined ? [] : [{ where: target.subject, message: sentence }];
    },
  },
  {
    id: 'stdout-noise',
    severity: 'error',
    says: 'It prints nothing to stdout, which belongs to MCP.',
    check: ({ target, printed }) =>
      printed === ''
        ? []
        : [
            {
              where: target.subject,
              message: say(lint, (words) => words.prints(JSON.stringify(printed.slice(0, 80)))),
            },
          ],
  },
  {
    id: 'leaked-handles',
    severity: 'error',
    says: 'When it has been taken down nothing is open that it opened: no timer, socket, watcher or child process.',
    check: ({ target, run: { leaked = [] } }) =>
      leaked.length === 0
        ? []
        : [
            {
              where: target.subject,
              message: say(lint, (words) => words.leaves(counted(leaked))),
            },
          ],
  },
];

/** `2 Timeout`, `1 TCPServerWrap`. */
function counted(kinds: readonly string[]): readonly string[] {
  const count = (kind: string): number => kinds.filter((each) => each === kind).length;
  return [...new Set(kinds)].map((kind) => `${String(count(kind))} ${kind}`);
}
