import { userInfo } from 'node:os';
import type { Principal } from 'multi-cloud-manager/plugin';

/** The name of the OS user; some containers have none. */
export function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${String(process.getuid?.() ?? 'unknown')}`;
  }
}

/** Who calls on stdio: the user of the operating system, whom nobody has authenticated. */
export const osPrincipal = ({ user }: { readonly user: string }): Principal => ({
  id: user,
  source: 'os-user',
  groups: [],
  authenticated: false,
});
