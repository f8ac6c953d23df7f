import type { Instance, PowerAction } from 'multi-cloud-manager/plugin';

const LOST = 'Whatever is not written to disk is lost, and file systems may need a check.';

/** What a power action can cost on Vultr, in words for the person who confirms. */
export function consequencesOf(action: PowerAction, instance: Instance): readonly string[] {
  switch (action) {
    case 'power_on':
      return [
        'The instance starts; its services start as its system is set up.',
        "Vultr's start request restarts an instance that is running, so it is sent only to one that is stopped.",
      ];
    case 'power_off':
      return [
        'Cuts the power at once, as pulling the plug would; Vultr has no graceful shutdown.',
        LOST,
        'An instance that is off is still billed.',
      ];
    case 'reboot':
      return [
        'Services on it are away until it is back.',
        'Vultr does not promise that the system is asked to stop first: what is not written to disk may be lost.',
        'Vultr does not say when a reboot has ended; look at the services themselves.',
        ...(instance.type.startsWith('vcg-') ? ['Work on the GPU is lost.'] : []),
      ];
    case 'shutdown':
      return ['Vultr has no graceful shutdown.'];
  }
}
