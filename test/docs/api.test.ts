import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as index from 'multi-cloud-manager';
import * as plugin from 'multi-cloud-manager/plugin';
import * as policies from 'multi-cloud-manager/policies';
import * as testing from 'multi-cloud-manager/testing';
import ts from 'typescript';
import { apiReport } from '../../scripts/docs/api-report.mjs';
import { parse, walk } from '../architecture/sources.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ENTRIES = [
  ['index', 'multi-cloud-manager', index],
  ['plugin', 'multi-cloud-manager/plugin', plugin],
  ['policies', 'multi-cloud-manager/policies', policies],
  ['testing', 'multi-cloud-manager/testing', testing],
] as const;

async function reportOf(entry: string): Promise<string> {
  const text = await readFile(`${ROOT}docs/api/${entry}.api.md`, 'utf8');
  const [, code] = /^```ts\n(.*?)^```/ms.exec(text) ?? [];
  if (code === undefined) throw new Error(`There is no report in docs/api/${entry}.api.md.`);
  return code;
}

/** What a report says that a program can import. */
function valuesIn(code: string): readonly string[] {
  const declared = [...code.matchAll(/^export declare (?:abstract )?(?:const|function|class) (\w+)/gm)];
  const passedOn = [...code.matchAll(/^export \{ (.*?) \} from/gm)];
  return [
    ...declared.map(([, name = '']) => name),
    ...passedOn.flatMap(([, names = '']) => names.split(', ')),
  ].sort();
}

/** What the compiler has against the reports, each as the declarations of its entry, with zod and Node's types beside them alone. */
async function complaints(): Promise<readonly string[]> {
  const texts = new Map<string, string>(
    await Promise.all(
      ENTRIES.map(async ([entry]) => [`${ROOT}${entry}.reported.d.ts`, await reportOf(entry)] as const),
    ),
  );
  const options: ts.CompilerOptions = {
    ...{ strict: true, target: ts.ScriptTarget.ES2023, types: ['node'] },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.getSourceFile = (file, ...more) => {
    const text = texts.get(file);
    return text === undefined ? getSourceFile(file, ...more) : ts.createSourceFile(file, text, more[0]);
  };
  host.resolveModuleNameLiterals = (literals, from, redirected, given, source) =>
    literals.map((literal) => {
      const own = ENTRIES.find(([, name]) => name === literal.text)?.[0];
      if (own !== undefined)
        return { resolvedModule: { resolvedFileName: `${ROOT}${own}.reported.d.ts`, extension: '.d.ts' } };
      if (texts.has(from) && !/^(zod|node:.*)$/.test(literal.text)) return { resolvedModule: undefined };
      const mode = ts.getModeForUsageLocation(source, literal, given);
      return ts.resolveModuleName(literal.text, from, given, host, undefined, redirected, mode);
    });
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...texts.keys()]
    .map((file) => program.getSourceFile(file))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the report of the public API', () => {
  it.each(ENTRIES)('of %s tells exactly the values that %s exports', async (entry, _name, module) => {
    expect(valuesIn(await reportOf(entry))).toEqual(Object.keys(module).sort());
  });

  it('needs no types but its own, those of zod and those of Node', async () => {
    expect(await complaints()).toEqual([]);
  });

  it('says any nowhere, so no type got lost on the way', async () => {
    const lost: string[] = [];
    for (const [entry] of ENTRIES)
      walk(parse(entry, await reportOf(entry)).tree, (node) => {
        if (node.kind === ts.SyntaxKind.AnyKeyword) lost.push(`${entry}: ${node.parent.getText()}`);
      });
    expect(lost).toEqual([]);
  });
});

describe('the writer of that report', () => {
  it('puts exports before what they refer to, by public name, without comments and private members', () => {
    const code = `
      /** Told elsewhere. */
      interface Inner { readonly b: string; }
      declare class Zebra { #secret; private readonly hidden; protected shown: Inner; constructor(a: string); }
      declare const Ant: z.ZodString;
      type Ant = string;
      export { Zebra as Bee, Ant };
      export type { Bee };`;
    expect(apiReport('plugin', code).split(/\s+/).join(' ').trim()).toBe(
      [
        'export declare const Ant: z.ZodString;',
        'export type Ant = string;',
        'export declare class Bee { protected shown: Inner; constructor(a: string); }',
        'interface Inner { readonly b: string; }',
      ].join(' '),
    );
  });

  it('has no names that a bundler made', () => {
    const code = `
      import { Agent } from 'node:http';
      import { Agent as Agent$1 } from 'node:https';
      interface Way$1 { readonly Agent: Agent; readonly tls: Agent$1; }
      export type { Way$1 as Way };`;
    expect(apiReport('plugin', code).split(/\s+/).join(' ')).toBe(
      [
        "import { Agent as HttpAgent } from 'node:http';",
        "import { Agent as HttpsAgent } from 'node:https';",
        'export interface Way { readonly Agent: HttpAgent; readonly tls: HttpsAgent; }',
      ].join(' '),
    );
  });

  it('asks for another name where two declarations share one', () => {
    const code = `
      interface Link { readonly a: string; }
      interface Link$1 { readonly b: Link; }
      export type { Link$1 as Link };`;
    expect(() => apiReport('testing', code)).toThrow(
      'The types of testing have several declarations called Link: rename one of each.',
    );
  });
});
