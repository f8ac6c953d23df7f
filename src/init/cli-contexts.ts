import type { InitPlace } from './found.js';
import { aliyunFile, doctlFile } from './places.js';
import { readSource } from './read-source.js';
import type { Source } from './source.js';

type Table = Readonly<Record<string, unknown>>;

/** The contexts of doctl that have a token. */
export function doctlContexts(place: InitPlace): Promise<Source> {
  return named(doctlFile(place), async (text) => {
    const { load } = await import('js-yaml');
    const content = tableIn(load(text));
    return [
      ...(isText(content['access-token']) ? ['default'] : []),
      ...Object.entries(tableIn(content['auth-contexts'])).flatMap(([name, token]) =>
        isText(token) && name !== 'default' ? [name] : [],
      ),
    ];
  });
}

/** The profiles of Alibaba Cloud's CLI that have an access key; others get theirs from the machine they run on. */
export function aliyunProfiles(place: InitPlace): Promise<Source> {
  return named(aliyunFile(place), (text) => {
    const { profiles } = tableIn(JSON.parse(text) as unknown);
    return (Array.isArray(profiles) ? profiles : []).flatMap((profile: unknown) => {
      const { access_key_id: key, name } = tableIn(profile);
      return isText(key) && isText(name) ? [name] : [];
    });
  });
}

async function named(
  file: string,
  names: (text: string) => readonly string[] | Promise<readonly string[]>,
): Promise<Source> {
  const read = await readSource(file, names);
  if (read && 'unreadable' in read) return { found: [], unreadable: [read.unreadable] };
  return { found: (read?.found ?? []).map((name) => ({ name, file })), unreadable: [] };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const tableIn = (value: unknown): Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
