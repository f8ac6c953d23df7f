import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where a program is looked for. */
export interface ProgramPlace {
  /** The value of PATH. */
  readonly path: string;
  readonly platform: NodeJS.Platform;
  /** What a path with a separator in it is relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The file that a command would start; undefined where there is none. */
export async function findProgram(command: string, place: ProgramPlace): Promise<string | undefined> {
  const paths = place.platform === 'win32' ? path.win32 : path.posix;
  const isPath = command.includes('/') || (place.platform === 'win32' && command.includes('\\'));
  const directories = isPath ? [''] : place.path.split(paths.delimiter).filter((each) => each !== '');
  const endings = place.platform === 'win32' ? ['', ...endingsOf(place)] : [''];
  for (const directory of directories)
    for (const ending of endings) {
      const file = paths.resolve(place.cwd, directory, command + ending);
      if (await runs(file)) return file;
    }
  return undefined;
}

const endingsOf = ({ env }: ProgramPlace): readonly string[] =>
  (env['PATHEXT'] ?? '.EXE;.CMD;.BAT').split(';');

async function runs(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
