import { isSourceRef } from '../../plugin/settings.js';

/** A reference to a secret source, and where in the config it stands. */
export interface PlacedRef {
  readonly source: string;
  readonly path: string;
}

/** Every reference to a secret source in a parsed config. What is neither a list nor a plain object is somebody's own. */
export function sourceRefsIn(config: unknown, path: string): readonly PlacedRef[] {
  const seen = new Set<unknown>();
  const walk = (value: unknown, at: string): readonly PlacedRef[] => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return [];
    seen.add(value);
    if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, `${at}[${String(index)}]`));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return [];
    if (isSourceRef(value)) return [{ source: value.source, path: at }];
    return Object.entries(value).flatMap(([key, item]) => walk(item, `${at}.${key}`));
  };
  return walk(config, path);
}
