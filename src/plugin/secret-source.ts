/** A place where secrets are. A config names it as `{ source: 'NAME', key: '…' }`. */
export interface SecretSource {
  readonly name: string;
  /** For how long a value is used again, in ms. Default: it is read anew each time. */
  readonly keepMs?: number;
  /** Whether there should be a value, without reading it. When in doubt: true. */
  has(key: string): boolean;
  /**
   * The value, or undefined when there is none. Throws an McmError with a sentence that says what is wrong; of what else it throws only
   * the kind is told, because it may quote the secret. It has 30 seconds. mcm tells its redactor of the value before anyone else sees it.
   */
  read(key: string): Promise<string | undefined>;
}
