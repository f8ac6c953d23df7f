import type { StateEntry } from './store.js';

/** Whether the entry is "not there any more". */
export const isExpired = ({ expiresAt }: StateEntry, now: Date): boolean =>
  expiresAt !== undefined && now.getTime() >= expiresAt.getTime();
