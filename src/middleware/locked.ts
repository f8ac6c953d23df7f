import { McmError, type Instance } from 'multi-cloud-manager/plugin';
import type { Lockout } from '../confirmation/lockout.js';

/** What counts mistakes, and how a person ends the lock that comes of them. */
export interface LockParts {
  readonly lockout: Lockout;
  /** The command with which a person unlocks an instance. */
  readonly unlockCommand: string;
}

/** Why this instance's power cannot be switched now; undefined when it is not locked. */
export async function lockedError(parts: LockParts, target: Instance): Promise<McmError | undefined> {
  const until = await parts.lockout.lockedUntil(target);
  if (!until) return undefined;
  return new McmError(
    'POWER_LOCKED',
    `After too many wrong confirmations the power of this instance is locked until ${until.toISOString()}. Nothing was done.`,
    { suggestion: howToUnlock(parts), details: { locked_until: until.toISOString() } },
  );
}

/** What a caller can tell the user. */
export const howToUnlock = ({ unlockCommand }: LockParts): string =>
  `Wait, or have the user run this in a terminal of their own; do not run it for them: ${unlockCommand}`;
