import type { Instance, PowerAction } from 'multi-cloud-manager/plugin';

const LOST = 'Whatever is not written to disk is lost, and file systems may need a check.';

/** What a power action can cost on DigitalOcean, in words for the person who confirms. */
export function consequencesOf(action: PowerAction, force: boolean, instance: Instance): readonly string[] {
  const billed = 'A droplet that is off is still billed.';
  switch (action) {
    case 'power_on':
      return ['The droplet starts; its services start as its system is set up.'];
    case 'power_off':
      return ['Cuts the power at once, as pulling the plug would.', LOST, billed];
    case 'shutdown':
      return [
        'Asks the operating system to stop; every service on it ends.',
        'A system that does not react stays on; DigitalOcean reports that only later.',
        billed,
      ];
    case 'reboot':
      return [
        force ? 'Cuts the power at once and gives it back.' : 'Services on it are away until it is back.',
        ...(force ? [LOST] : []),
        ...(instance.type.startsWith('gpu-') ? ['Work on the GPUs is lost.'] : []),
      ];
  }
}
