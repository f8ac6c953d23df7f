import { cleanText } from '../text/clean.js';
import { RESOURCES, type Resource, type Values } from './resource.js';

const SCHEME = 'mcm://';
const LONGEST = 2_000;
/** Query and fragment: no resource of ours has one. */
const BEYOND_PATH = /[?#]/;

const variableOf = (part: string): string | undefined => /^\{(\w+)\}$/.exec(part)?.[1];

/** Whether it stands for many, and is listed as a template. */
export const isTemplate = ({ path }: Resource): boolean =>
  path.some((part) => variableOf(part) !== undefined);

/** The URI of a resource, or of a template as RFC 6570 writes it. */
export const uriOf = ({ path }: Resource): string => SCHEME + path.join('/');

/** The URI that a template has for these values. */
export function expand({ path }: Resource, values: Values): string {
  return (
    SCHEME +
    path
      .map((part) => {
        const variable = variableOf(part);
        return variable === undefined ? part : encodeURIComponent(values[variable] ?? '');
      })
      .join('/')
  );
}

/** The resource that a URI names, and what it says for the variables; undefined where it names none of ours. */
export function resolve(uri: string): { readonly resource: Resource; readonly values: Values } | undefined {
  if (uri.length > LONGEST || !uri.startsWith(SCHEME) || BEYOND_PATH.test(uri)) return undefined;
  const parts = uri.slice(SCHEME.length).split('/');
  for (const resource of RESOURCES) {
    const values = match(resource.path, parts);
    if (values) return { resource, values };
  }
  return undefined;
}

function match(path: readonly string[], parts: readonly string[]): Values | undefined {
  if (path.length !== parts.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of path.entries()) {
    const given = parts[index] ?? '';
    const variable = variableOf(part);
    if (variable === undefined) {
      if (given !== part) return undefined;
      continue;
    }
    const value = decoded(given);
    if (value === undefined) return undefined;
    values[variable] = value;
  }
  return values;
}

/** A part of a path as text; undefined for one that is empty, steps upwards, or hides something from a reader. */
function decoded(part: string): string | undefined {
  let text: string;
  try {
    text = decodeURIComponent(part);
  } catch {
    return undefined;
  }
  if (text === '' || text === '.' || text === '..') return undefined;
  return cleanText(text, LONGEST) === text ? text : undefined;
}
