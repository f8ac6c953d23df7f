import type { Instance, PowerAction } from 'multi-cloud-manager/plugin';

const LOST = 'Whatever is not written to disk is lost, and file systems may need a check.';
const KEPT =
  'mcm stops it with StoppedMode=KeepCharging: it stays billed in full, and keeps its type and its public address.';

/** What a power action can cost on Alibaba Cloud, in words for the person who confirms. */
export function consequencesOf(action: PowerAction, force: boolean, instance: Instance): readonly string[] {
  const { stopped_mode: mode, gpus } = instance.details ?? {};
  switch (action) {
    case 'power_on':
      return [
        'The instance starts; its services start as its system is set up.',
        ...(mode === 'StopCharging'
          ? [
              'It was stopped in economical mode: the zone may have no capacity for it, and its public address may be another one.',
            ]
          : []),
      ];
    case 'power_off':
      return ['Cuts the power at once, as pulling the plug would.', LOST, KEPT];
    case 'shutdown':
      return [
        'Asks the operating system to stop; every service on it ends.',
        'A system that does not react stays on.',
        KEPT,
      ];
    case 'reboot':
      return [
        force ? 'Cuts the power at once and gives it back.' : 'Services on it are away until it is back.',
        ...(force ? [LOST] : []),
        ...(gpus === undefined ? [] : ['Work on the GPUs is lost.']),
      ];
  }
}
