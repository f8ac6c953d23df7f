import { join } from 'node:path';

export interface Runtime {
  readonly versions: { readonly v8: string };
  readonly platform: string;
  readonly arch: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The folder of what this V8 compiles, or undefined where nothing is to be kept: as for Node.js, where NODE_DISABLE_COMPILE_CACHE is set;
 * with flags, because with other flags V8 would have none of it; and for coverage, which is not exact with it.
 */
export function compiledFolder(
  program: string,
  { versions, platform, arch, execArgv, env }: Runtime,
): string | undefined {
  const off = ['NODE_DISABLE_COMPILE_CACHE', 'NODE_OPTIONS', 'NODE_V8_COVERAGE'].some((name) => env[name]);
  if (off || execArgv.length > 0) return undefined;
  return join(program, 'compiled', `v8-${versions.v8}-${platform}-${arch}`);
}
