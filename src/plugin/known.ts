/** The fields that say something. */
export type Known<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** Leaves out what is undefined, null or empty text: what a cloud did not say is not there at all. */
export function known<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Known<T>;
}
