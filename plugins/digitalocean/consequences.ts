import type { Instance, PowerAction, Text } from 'multi-cloud-manager/plugin';
import { say, type en } from './words.js';

const tell = (pick: (words: typeof en.consequences) => string): Text =>
  say(({ consequences }) => pick(consequences));

/** What a power action can cost on DigitalOcean, in words for the person who confirms. */
export function consequencesOf(action: PowerAction, force: boolean, instance: Instance): readonly Text[] {
  const lost = tell((words) => words.lost);
  const billed = tell((words) => words.billed);
  switch (action) {
    case 'power_on':
      return [tell((words) => words.starts)];
    case 'power_off':
      return [tell((words) => words.cut), lost, billed];
    case 'shutdown':
      return [tell((words) => words.asked), tell((words) => words.mayStayOn), billed];
    case 'reboot':
      return [
        tell((words) => (force ? words.cutAndBack : words.away)),
        ...(force ? [lost] : []),
        ...(instance.type.startsWith('gpu-') ? [tell((words) => words.gpus)] : []),
      ];
  }
}
