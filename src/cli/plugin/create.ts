import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { BUILTIN_NAMES } from '../../config/builtin-names.js';
import { errorCode } from '../../config/error.js';
import { commandLine } from '../../host/command-line.js';
import { plugins } from '../../locale/en/plugins-command.js';
import { say, wordsIn } from '../../locale/words.js';
import { UsageError, type Io } from '../io.js';
import { parse } from '../options.js';
import { fromTemplate } from './templates.js';

const OPTIONS = { dir: { type: 'string' }, policy: { type: 'boolean' } } as const;

/** `mcm plugin create NAME`: writes a package that builds, tests and runs as it is. */
export async function create(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parse(args, OPTIONS, ['NAME']);
  const [name = ''] = positionals;
  const kind = values.policy === true ? 'policy' : 'plugin';
  checkName(name, kind);
  const directory = resolve(io.cwd, values.dir ?? `mcm-plugin-${name}`);
  const files = await fromTemplate(kind, name);
  await write(directory, files);
  io.stdout.write(nextSteps(name, kind, relative(io.cwd, directory), files.size, io));
  return 0;
}

function checkName(name: string, kind: 'plugin' | 'policy'): void {
  const short = /^(?:@[^/]+\/)?mcm-plugin-(.+)$/.exec(name)?.[1];
  if (short !== undefined) throw new UsageError(say(plugins, (words) => words.nameAlone(short)));
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 32)
    throw new UsageError(say(plugins, (words) => words.badName(JSON.stringify(name))));
  const taken: readonly string[] = BUILTIN_NAMES;
  if (kind === 'plugin' && taken.includes(name))
    throw new UsageError(say(plugins, (words) => words.builtinName(name)));
}

/** All files or none: what was written before something failed is taken away again. */
async function write(directory: string, files: ReadonlyMap<string, string>): Promise<void> {
  const there = await readdir(directory).catch((error: unknown) => {
    const code = errorCode(error);
    if (code === 'ENOENT') return undefined;
    throw new UsageError(
      say(plugins, (words) =>
        code === undefined ? words.unreadable(directory) : words.unusable(directory, code),
      ),
    );
  });
  if (there !== undefined && there.length > 0)
    throw new UsageError(say(plugins, (words) => words.notEmpty(directory)));
  // The highest directory that was made here; undefined where all were there.
  let made: string | undefined;
  try {
    made = await mkdir(directory, { recursive: true });
    for (const [path, content] of files) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), content, { flag: 'wx' });
    }
  } catch (error) {
    // A directory that was there before stays, empty as it was.
    const inside = new Set([...files.keys()].map((path) => join(directory, path.split('/')[0] ?? path)));
    for (const leftover of made === undefined ? inside : [made])
      // What cannot even be named was not written either.
      await rm(leftover, { recursive: true, force: true }).catch(() => undefined);
    throw new UsageError(
      say(plugins, (words) => words.unwritten(directory, errorCode(error) ?? String(error))),
    );
  }
}

function nextSteps(name: string, kind: string, place: string, count: number, io: Io): string {
  const words = wordsIn(plugins, io.locale);
  const snake = name.replaceAll('-', '_');
  const steps = [
    ...(place === '' ? [] : [commandLine(['cd', place], io.platform)]),
    'npm install',
    'npm test',
    ...(kind === 'plugin' ? [`npm run mcm -- call list_${snake}_servers`] : []),
  ];
  return [
    place === '' ? words.createdHere(name, count) : words.created(name, count, place),
    '',
    ...steps.map((step) => `  ${step}`),
    '',
    words.decide,
    '',
  ].join('\n');
}
