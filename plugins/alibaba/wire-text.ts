/** A text that says something. */
export const filled = (text: string | null | undefined): string | undefined => (text ? text : undefined);

/** The API writes times to the minute, `2017-12-10T04:04Z`. */
export function toTime(time: string | null | undefined): string | undefined {
  const text = filled(time);
  if (text === undefined) return undefined;
  const parsed = new Date(text);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed.toISOString().replace('.000Z', 'Z');
}
