import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The root of the project. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Libraries that no public type names; the compiler is not asked to read them. */
const INSIDE = /^(@alicloud|@aws-sdk|@modelcontextprotocol|@smithy)\//;

/** The project's own settings of the compiler, without JavaScript. */
function settings(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, (file) => ts.sys.readFile(file)) as {
    readonly config: { readonly compilerOptions: object };
  };
  const { options, errors } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  if (errors.length > 0) throw new Error('tsconfig.json cannot be read.');
  return { ...options, allowJs: false, checkJs: false };
}

/** A program over files of the project. */
export function programOver(files: readonly string[]): ts.Program {
  const options = settings();
  const host = ts.createCompilerHost(options, true);
  host.resolveModuleNameLiterals = (literals, from, redirected, given, source) =>
    literals.map((literal) => {
      if (INSIDE.test(literal.text)) return { resolvedModule: undefined };
      const mode = ts.getModeForUsageLocation(source, literal, given);
      return ts.resolveModuleName(literal.text, from, given, host, undefined, redirected, mode);
    });
  return ts.createProgram([...files], options, host);
}
