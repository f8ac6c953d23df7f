import type { Instance, PowerAction, Text } from 'multi-cloud-manager/plugin';
import { say, type en } from './words.js';

const tell = (pick: (words: typeof en.consequences) => string): Text =>
  say(({ consequences }) => pick(consequences));

/** What a power action can cost on Vultr, in words for the person who confirms. */
export function consequencesOf(action: PowerAction, instance: Instance): readonly Text[] {
  switch (action) {
    case 'power_on':
      return [tell((words) => words.starts), tell((words) => words.onlyStopped)];
    case 'power_off':
      return [tell((words) => words.cut), tell((words) => words.lost), tell((words) => words.billed)];
    case 'reboot':
      return [
        tell((words) => words.away),
        tell((words) => words.mayBeLost),
        tell((words) => words.noEnd),
        ...(instance.type.startsWith('vcg-') ? [tell((words) => words.gpu)] : []),
      ];
    case 'shutdown':
      return [tell((words) => words.none)];
  }
}
