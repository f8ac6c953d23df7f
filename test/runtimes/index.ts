import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A Node other than the one that runs the tests. */
export interface Runtime {
  readonly version: string;
  /** The executable's absolute path. */
  readonly path: string;
}

const folder = new URL('./', import.meta.url);

interface Manifest {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function manifest(path: string): Manifest {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as Manifest;
}

/**
 * The other Node versions to try the built program on; none on a platform for which the registry has no such
 * package. They are put there by `npm ci`, or by hand with `node scripts/runtimes.mjs`.
 */
export function runtimes(): readonly Runtime[] {
  const suffix = `-${process.platform}-${process.arch}`;
  const wanted = Object.keys(manifest('package.json').optionalDependencies ?? {});
  return wanted
    .filter((name) => name.endsWith(suffix))
    .map((name) => {
      const executable = process.platform === 'win32' ? 'node.exe' : 'node';
      const path = fileURLToPath(new URL(`node_modules/${name}/bin/${executable}`, folder));
      if (!existsSync(path)) {
        throw new Error(`${name} is not installed. Run: node scripts/runtimes.mjs`);
      }
      const { version } = manifest(`node_modules/${name}/package.json`);
      if (version === undefined) throw new Error(`${name} does not say its version`);
      return { version, path };
    });
}

/** The MCP Inspector's launcher. It runs on one of {@link runtimes}. */
export function inspector(): string {
  return fileURLToPath(
    new URL('node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js', folder),
  );
}
