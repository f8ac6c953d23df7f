import type { Principal } from 'multi-cloud-manager/plugin';
import type { Io } from './io.js';

/** Who calls on stdio: the user of the operating system, whom nobody has authenticated. */
export const osPrincipal = (io: Io): Principal => ({
  id: io.user,
  source: 'os-user',
  groups: [],
  authenticated: false,
});
