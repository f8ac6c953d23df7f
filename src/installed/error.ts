import { SaidError } from '../locale/said-error.js';

/** A package could not be installed or removed, and nothing was changed. The message is complete. */
export class InstallError extends SaidError {
  override readonly name = 'InstallError';
}
