/**
 * What was put in last, by its key. When it is full the older half goes at once: finding the oldest one for every new one would take longer
 * with each.
 */
export class Recent<T> {
  #newer = new Map<string, T>();
  #older = new Map<string, T>();

  constructor(private readonly most: number) {}

  put(key: string, value: T): void {
    this.#older.delete(key);
    this.#newer.set(key, value);
    if (this.#newer.size <= this.most / 2) return;
    this.#older = this.#newer;
    this.#newer = new Map();
  }

  get(key: string): T | undefined {
    return this.#newer.get(key) ?? this.#older.get(key);
  }

  values(): readonly T[] {
    return [...this.#older.values(), ...this.#newer.values()];
  }
}
