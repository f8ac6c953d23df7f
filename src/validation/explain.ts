import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { validation } from '../locale/en/validation.js';
import { expectedSentence, receivedType, typeWords, type Words } from './expected.js';
import { knownKeys } from './schema-keys.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** One thing that is wrong: where, and what would be right. */
export interface ExplainedIssue {
  /** Like `plugins[1].config.tokn`; empty for the whole value. */
  readonly path: string;
  readonly message: string;
}

/** How to explain. */
export interface ExplainOptions {
  /** The path of the checked value in what the reader sees, e.g. `plugins[1].config`. */
  readonly prefix?: string;
  /** The schema that was used; without it unknown keys get no suggestion. */
  readonly shape?: z.core.$ZodType;
  /** In which language. Default: English. */
  readonly words?: Words;
}

/** `['plugins', 1, 'config']` as `plugins[1].config`. */
export function formatPath(path: Path, prefix = ''): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, prefix);
}

const plain = (key: string): string => key.toLowerCase().replace(/[-_]/g, '');

/** The known key that was probably meant: a slip of a letter or two, or another way of writing it. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  const near = Math.max(1, Math.min(3, Math.floor(key.length / 3)));
  return known
    .map((candidate) => ({ candidate, far: distance(plain(key), plain(candidate)) }))
    .filter(({ far }) => far <= near)
    .sort((a, b) => a.far - b.far)[0]?.candidate;
}

function unknownKey(key: string, known: readonly string[], words: Words): string {
  const meant = nearestKey(key, known);
  if (meant !== undefined) return words.didYouMean(meant);
  return known.length > 0 ? words.knownHere(known) : words.unknownKey;
}

/** A branch of a choice that the value was plainly not meant for: the value itself is of another kind. */
const isOtherKind = (issues: readonly Issue[]): boolean =>
  issues.some(
    ({ path, code }) =>
      path.length === 0 && (code === 'invalid_type' || code === 'invalid_value' || code === 'custom'),
  );

type Walk = (issue: Issue, base: Path) => ExplainedIssue[];

function explainUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  walk: Walk,
  at: string,
  words: Words,
): ExplainedIssue[] {
  const meant = issue.errors.filter((issues) => !isOtherKind(issues)).sort((a, b) => a.length - b.length)[0];
  if (meant) return meant.flatMap((one) => walk(one, path));

  const roots = issue.errors.flat().filter((one) => one.path.length === 0);
  const own = roots.find((one) => one.code === 'custom' && one.message !== 'Invalid input');
  if (own) return [{ path: at, message: own.message }];
  const right = roots.flatMap((one) => {
    if (one.code === 'invalid_type') return [typeWords(one.expected, words)];
    return one.code === 'invalid_value' ? one.values.map(String) : [];
  });
  const message = right.length > 0 ? words.expectedEither([...new Set(right)]) : words.notValid;
  const isMissing = roots.some((one) => receivedType(one) === 'undefined');
  return [{ path: at, message: isMissing ? words.missing(message) : message }];
}

/** Says in plain words what is wrong with a value that a zod schema refused. Never repeats a value. */
export function explainIssues(
  error: { readonly issues: readonly Issue[] },
  { prefix = '', shape, words = validation }: ExplainOptions = {},
): ExplainedIssue[] {
  const walk: Walk = (issue, base) => {
    const path = [...base, ...issue.path];
    const at = formatPath(path, prefix);
    if (issue.code === 'unrecognized_keys') {
      const known = shape ? knownKeys(shape, path) : [];
      return issue.keys.map((key) => ({
        path: formatPath([...path, key], prefix),
        message: unknownKey(key, known, words),
      }));
    }
    if (issue.code === 'invalid_union') return explainUnion(issue, path, walk, at, words);
    return [{ path: at, message: expectedSentence(issue, words) }];
  };
  return error.issues.flatMap((issue) => walk(issue, []));
}
