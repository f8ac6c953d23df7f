import { LOCALES, type Text } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { isText } from '../locale/is-text.js';

/** A sentence of the child, in English or in several languages. */
const Said = z.custom<Text>(isText);

const JsonSchema = z.record(z.string(), z.unknown());

/** A tool as its plugin declares it. */
export const ToolFacts = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** Made with @Tool or @PowerTool. */
  kind: z.enum(['read', 'power']),
  /** What it says of itself. */
  access: z.string(),
  /** The power action, where it is always the same. */
  action: z.string().optional(),
  /** Whether one of its schemas was made with zod 3. */
  zod3: z.boolean(),
  /** JSON Schemas; not there where none can be made. */
  input: JsonSchema.optional(),
  output: JsonSchema.optional(),
});
/** See {@link ToolFacts}. */
export type ToolFacts = z.output<typeof ToolFacts>;

/** A provider that was built. */
export const ProviderFacts = z.object({
  actions: z.array(z.string()).optional(),
  canForceReboot: z.boolean(),
  /** Which of the texts and methods of a provider it has. */
  has: z.array(z.string()),
});
/** See {@link ProviderFacts}. */
export type ProviderFacts = z.output<typeof ProviderFacts>;

/** What `definePlugin` was given. */
export const PluginFacts = z.object({
  name: z.string().optional(),
  apiVersion: z.string(),
  zod3Config: z.boolean(),
  tools: z.array(ToolFacts),
  /** What it declares requests for. */
  power: z.array(z.string()),
  hasProvider: z.boolean(),
  /** Not there where it was not built. */
  provider: ProviderFacts.optional(),
  /** The ports that it fills. */
  ports: z.array(z.string()),
});
/** See {@link PluginFacts}. */
export type PluginFacts = z.output<typeof PluginFacts>;

/** What showed when the plugin ran. JSON knows no undefined, so what is not there is left out. */
export const RunFacts = z.object({
  /** Why it did not come to an end: it threw, hung or ended the process. */
  failure: Said.optional(),
  plugin: PluginFacts.optional(),
  /** Where it is a policy or middleware. */
  policy: z
    .object({ kind: z.enum(['policy', 'middleware']), name: z.string().optional(), runs: z.boolean() })
    .optional(),
  /** Why the host would not take it. */
  refusal: Said.optional(),
  /** Why nobody knows whether the host would: it needs a config or options that could not be made up. */
  unbuilt: Said.optional(),
  /** How long it took, how long of that the processor was busy, and nobody was. `compiled`: by mcm, which takes its time once. */
  load: z
    .object({ ms: z.number(), busyMs: z.number(), idleMs: z.number(), compiled: z.boolean() })
    .optional(),
  /** What it threw where nobody caught it. */
  faults: z.array(z.string()).optional(),
  /** Kinds of what was open after it was taken down and not before it was loaded. */
  leaked: z.array(z.string()).optional(),
});
/** See {@link RunFacts}. */
export type RunFacts = z.output<typeof RunFacts>;

/** How far the child has come; a limit of time applies from the first. */
export const STAGES = ['load', 'build', 'close'] as const;
/** See {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** What the child says: where it is, and at the end all that it knows. */
export const ChildMessage = z.union([z.object({ stage: z.enum(STAGES) }), z.object({ facts: RunFacts })]);
/** See {@link ChildMessage}. */
export type ChildMessage = z.output<typeof ChildMessage>;

/** What the child is told. */
export const ChildTask = z.object({
  file: z.string(),
  /** A package: Node.js imports it, as it does when it is installed. Otherwise mcm compiles the file. */
  packaged: z.boolean(),
  stateDir: z.string(),
  /** The config of the plugin, or the options of the policy, where they were given. */
  config: z.record(z.string(), z.unknown()).optional(),
  /** The language in which its sentences are needed, beside English. */
  locale: z.enum(LOCALES),
});
/** See {@link ChildTask}. */
export type ChildTask = z.output<typeof ChildTask>;

/** What a package.json says, as far as it matters here. */
export interface ManifestFacts {
  readonly name: string;
  readonly keywords: readonly string[];
  /** What comes along when it is installed: dependencies, peers and optional ones. */
  readonly listed: readonly string[];
  readonly dependencies: readonly string[];
  readonly peers: readonly string[];
  readonly devDependencies: readonly string[];
  /** The patterns of `files`; undefined where everything is published. */
  readonly files: readonly string[] | undefined;
  /** The entry as it is written, relative to the package. */
  readonly entry: string;
}

/** Where the plugin is. */
export interface Target {
  /** What it is called in the report: the package's name, or the path that was given. */
  readonly subject: string;
  /** The folder of the package or the file. */
  readonly directory: string;
  /** The file to load; undefined where the package's entry is not there. */
  readonly entry: string | undefined;
  /** Of a package. */
  readonly manifest: ManifestFacts | undefined;
}

/** A package that the plugin's files import, and one of them. */
export interface ImportedPackage {
  readonly name: string;
  readonly file: string;
}

/** All that the rules judge. */
export interface Facts {
  readonly target: Target;
  readonly imports: { readonly files: number; readonly packages: readonly ImportedPackage[] };
  readonly run: RunFacts;
  /** What it wrote to stdout. */
  readonly printed: string;
  /** The names that come with mcm. */
  readonly taken: { readonly plugins: readonly string[]; readonly tools: readonly string[] };
}
