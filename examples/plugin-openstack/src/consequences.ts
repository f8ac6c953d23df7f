import type { PowerAction, Text } from 'multi-cloud-manager/plugin';
import { say, type en } from './words.js';

const tell = (pick: (words: typeof en.consequences) => string): Text =>
  say(({ consequences }) => pick(consequences));

/** What a power action can cost on OpenStack, in words for the person who confirms. */
export function consequencesOf(action: PowerAction, force: boolean): readonly Text[] {
  const lost = tell((words) => words.lost);
  switch (action) {
    case 'power_on':
      return [tell((words) => words.starts)];
    case 'power_off':
      return [tell((words) => words.askedThenCut), lost, tell((words) => words.billed)];
    case 'reboot':
      return force
        ? [tell((words) => words.cutAndBack), lost]
        : [tell((words) => words.away), tell((words) => words.forced)];
    case 'shutdown':
      return [tell((words) => words.none)];
  }
}
