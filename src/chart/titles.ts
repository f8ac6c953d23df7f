const CAPITALS: ReadonlySet<string> = new Set(['cpu', 'gpu', 'io', 'ip', 'ram']);

/** A series' name as a title: `cpu_used` is `CPU used`. What stands behind a space, such as where a disk is mounted, stays as it is. */
export function titleOf(name: string): string {
  const [first = '', ...rest] = name.split(' ');
  const words = first.split('_').map((word) => (CAPITALS.has(word) ? word.toUpperCase() : word));
  const title = [words.join(' '), ...rest].join(' ').trim();
  return title === '' ? 'Unnamed' : title.charAt(0).toUpperCase() + title.slice(1);
}
