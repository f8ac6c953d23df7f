import { McmError, type Instance } from 'multi-cloud-manager/plugin';
import { confirmation } from '../locale/en/confirmation.js';
import { say } from '../locale/words.js';
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
  const at = until.toISOString();
  return new McmError(
    'POWER_LOCKED',
    say(confirmation, (words) => words.locked(at)),
    { suggestion: say(confirmation, howToUnlock(parts)), details: { locked_until: at } },
  );
}

/** What a caller can tell the user. */
export const howToUnlock =
  ({ unlockCommand }: LockParts) =>
  (words: typeof confirmation): string =>
    words.howToUnlock(unlockCommand);
