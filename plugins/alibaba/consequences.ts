import type { Instance, PowerAction, Text } from 'multi-cloud-manager/plugin';
import { say, type en } from './words.js';

const tell = (pick: (words: typeof en.consequences) => string): Text =>
  say(({ consequences }) => pick(consequences));

/** What a power action can cost on Alibaba Cloud, in words for the person who confirms. */
export function consequencesOf(action: PowerAction, force: boolean, instance: Instance): readonly Text[] {
  const { stopped_mode: mode, gpus } = instance.details ?? {};
  const [lost, kept] = [tell((words) => words.lost), tell((words) => words.kept)];
  switch (action) {
    case 'power_on':
      return [
        tell((words) => words.starts),
        ...(mode === 'StopCharging' ? [tell((words) => words.economical)] : []),
      ];
    case 'power_off':
      return [tell((words) => words.cut), lost, kept];
    case 'shutdown':
      return [tell((words) => words.asked), tell((words) => words.mayStayOn), kept];
    case 'reboot':
      return [
        tell((words) => (force ? words.cutAndBack : words.away)),
        ...(force ? [lost] : []),
        ...(gpus === undefined ? [] : [tell((words) => words.gpus)]),
      ];
  }
}
