/** A package could not be installed or removed, and nothing was changed. The message is complete. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
}
