import type { PowerAction } from 'multi-cloud-manager/plugin';

const LOST = 'Whatever is not written to disk is lost, and file systems may need a check.';

/** What a power action can cost on OpenStack, in words for the person who confirms. */
export function consequencesOf(action: PowerAction, force: boolean): readonly string[] {
  switch (action) {
    case 'power_on':
      return ['The server starts; its services start as its system is set up.'];
    case 'power_off':
      return [
        'Nova asks the operating system to stop, and cuts the power if it has not after a time that the cloud sets (a minute, usually).',
        LOST,
        'A server that is off keeps its place and its addresses, and is usually still billed.',
      ];
    case 'reboot':
      return force
        ? ['Cuts the power at once and gives it back.', LOST]
        : [
            'Services on it are away until it is back.',
            'A system that does not react is restarted by force after a time that the cloud sets.',
          ];
    case 'shutdown':
      return ['OpenStack has no shutdown that never cuts the power.'];
  }
}
