import { format, resolveConfig } from 'prettier';

const MARKED = /(<!-- generated:([a-z-]+) -->\n)(.*?)(<!-- \/generated -->)/gs;

/**
 * A document with its generated parts put in and formatted as `npm run format` does it. A document without any is
 * given back as it is. Throws for a part that nobody makes.
 *
 * @param {string} text
 * @param {ReadonlyMap<string, string>} parts
 * @param {string} file its path, for the format
 * @param {Set<string>} used gets the names of the parts that it shows
 * @returns {Promise<string>}
 */
export async function fill(text, parts, file, used) {
  const shown = [...text.matchAll(MARKED)].map(([, , name = '']) => name);
  const opened = text.match(/^<!-- generated:/gm)?.length ?? 0;
  if (opened !== shown.length) throw new Error('a generated part has no end: <!-- /generated -->');
  if (shown.length === 0) return text;
  const unknown = shown.filter((name) => !parts.has(name));
  if (unknown.length > 0) throw new Error(`generated:${unknown.join(', ')} is not a generated part`);
  for (const name of shown) used.add(name);
  const filled = text.replace(
    MARKED,
    (_all, /** @type {string} */ start, /** @type {string} */ name, _old, /** @type {string} */ end) =>
      `${start}\n${parts.get(name)?.trim()}\n\n${end}`,
  );
  return format(filled, { ...(await resolveConfig(file)), filepath: file });
}
