/** Stands before stderr, MCP logging, errors and the audit: every secret that was ever resolved is replaced. */
export class Redactor {
  #secrets: readonly string[] = [];

  /** Very short values are left alone: they would tear ordinary words apart. */
  add(secret: string): void {
    if (secret.length < 6) return;
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
    // The longest first: one secret may begin another, whose end would otherwise stay.
    this.#secrets = [...new Set([...this.#secrets, ...forms])].sort((a, b) => b.length - a.length);
  }

  text(value: string): string {
    let clean = value;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, '[redacted]');
    return clean;
  }

  /** The same for every string in a JSON value, keys included. */
  json<T>(value: T): T {
    if (this.#secrets.length === 0) return value;
    return this.#walk(value) as T;
  }

  #walk(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#walk(item));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.text(key), this.#walk(item)] as const),
    );
  }
}
