import { LOCALES, type Text } from 'multi-cloud-manager/plugin';

/** Whether what a plugin in plain JavaScript gave can be read out. */
export function isText(value: unknown): value is Text {
  if (typeof value === 'string') return true;
  if (value === null || typeof value !== 'object' || !('en' in value)) return false;
  const others = LOCALES.map((locale): unknown => (value as Readonly<Record<string, unknown>>)[locale]);
  return (
    typeof value.en === 'string' && others.every((each) => each === undefined || typeof each === 'string')
  );
}
