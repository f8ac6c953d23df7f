import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { definePlugin } from 'multi-cloud-manager/plugin';
import type { ConfigInput } from '../../src/config/schema.js';
import { CATALOGUE } from '../catalogue.js';
import { TestClock } from '../fixtures/clock.js';
import { contentOf, type DirectHost, type DirectHostOptions } from '../fixtures/direct-host.js';
import { direct } from '../fixtures/hosts.js';
import { talker } from '../fixtures/talker.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
let directory: string;

beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'mcm-plugins-')));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function write(name: string, content: string): Promise<void> {
  await mkdir(dirname(join(directory, name)), { recursive: true });
  await writeFile(join(directory, name), content);
}

/** A host whose config lies in the directory of this test. */
const hostWith = (
  plugins: NonNullable<ConfigInput['plugins']>,
  more: DirectHostOptions = {},
): Promise<DirectHost> => direct({ ...more, directory, config: { ...more.config, plugins } });

const general: ReadonlySet<string> = new Set(CATALOGUE.general.map(({ name }) => name));

/** The tools beside the general ones. */
const toolsOf = ({ host }: DirectHost): readonly string[] =>
  host
    .tools()
    .map(({ name }) => name)
    .filter((name) => !general.has(name));

/** Why plugins did not load, as the status tells it. */
async function reasons(host: DirectHost): Promise<readonly unknown[]> {
  const { providers } = contentOf(await host.call('get_system_status')) as {
    providers: { name: string; available: boolean; reason?: string }[];
  };
  return providers.filter(({ available }) => !available).map(({ name, reason }) => [name, reason]);
}

const source = (body = '', name = 'local') => `
  import { definePlugin, inject, injectable, CLOCK, Tool } from 'multi-cloud-manager/plugin';
  import { z } from 'zod';
  const Input = z.strictObject({});
  const Output = z.object({ year: z.number() });
  @injectable()
  class LocalTools {
    constructor(@inject(CLOCK) clock) { this.clock = clock; ${body} }
    @Tool({ name: 'tell_year', title: 'Year', description: 'Tells the year.', access: 'read', input: Input, output: Output })
    tell() { return { year: this.clock.now().getUTCFullYear() }; }
  }
  export default definePlugin({ name: '${name}', apiVersion: 1, tools: [LocalTools] });
`;

/** The same in plain JavaScript, which has no decorators: they are called. */
const plain = () => `
  import { definePlugin, inject, injectable, CLOCK, Tool } from 'multi-cloud-manager/plugin';
  import { z } from 'zod';
  class LocalTools {
    constructor(clock) { this.clock = clock; }
    tell() { return { year: this.clock.now().getUTCFullYear() }; }
  }
  inject(CLOCK)(LocalTools, undefined, 0);
  injectable()(LocalTools);
  Tool({
    name: 'tell_year', title: 'Year', description: 'Tells the year.', access: 'read',
    input: z.strictObject({}), output: z.object({ year: z.number() }),
  })(LocalTools.prototype, 'tell');
  export default definePlugin({ name: 'local', apiVersion: 1, tools: [LocalTools] });
`;

describe('a plugin is found', () => {
  it('by the name of a built-in', async () => {
    const host = await hostWith(['digitalocean']);
    expect(toolsOf(host)).toHaveLength(8);
  });

  it.each(['plugin.ts', 'plugin.js', 'deep/er/plugin.mjs'])(
    'by the path of a file, relative to the config: ./%s, far from any node_modules',
    async (file) => {
      await write(file, file.endsWith('.ts') ? source() : plain());
      const host = await hostWith([`./${file}`], { clock: TestClock.still() });
      expect(toolsOf(host)).toEqual(['tell_year']);
      expect(contentOf(await host.call('tell_year'))).toEqual({ year: 2026 });
    },
  );

  it('by an absolute path', async () => {
    await write('plugin.ts', source());
    expect(toolsOf(await hostWith([join(directory, 'plugin.ts')]))).toEqual(['tell_year']);
  });

  it('as an npm package that lies beside the config', async () => {
    await write(
      'node_modules/mcm-plugin-fake/package.json',
      '{"name":"mcm-plugin-fake","type":"module","exports":"./index.js"}',
    );
    await write(
      'node_modules/mcm-plugin-fake/index.js',
      `import { definePlugin } from 'multi-cloud-manager/plugin';
       export default definePlugin({ name: 'fake', apiVersion: 1 });`,
    );
    await symlink(root, join(directory, 'node_modules', 'multi-cloud-manager'));
    expect(await reasons(await hostWith(['mcm-plugin-fake']))).toEqual([]);
  });

  it('as what definePlugin returned', async () => {
    expect(toolsOf(await hostWith([{ use: talker(() => ({ said: 'x' })) }]))).toEqual(['talk']);
  });
});

describe('a plugin that is broken costs its own tools alone [RULE:BROKEN-PLUGIN]', () => {
  const good = { use: talker(() => ({ said: 'still here' })) };

  /** Why this entry did not load, beside a plugin that did. */
  async function broken(
    entry: NonNullable<ConfigInput['plugins']>[number],
    more: DirectHostOptions = {},
  ): Promise<unknown> {
    const host = await hostWith([entry, good], more);
    expect(toolsOf(host)).toEqual(['talk']);
    expect(contentOf(await host.call('talk'))).toEqual({ said: 'still here' });
    expect(contentOf(await host.call('get_system_status'))).toMatchObject({ status: 'limited' });
    const [first, ...others] = await reasons(host);
    expect(others).toEqual([]);
    expect(host.log.join('')).toContain('did not load');
    return first;
  }

  it('a file that is not there', async () => {
    expect(await broken('./nowhere.ts')).toEqual([
      './nowhere.ts',
      expect.stringMatching(/^there is no file .*nowhere\.ts$/),
    ]);
  });

  it('a package that is not there', async () => {
    expect(await broken('mcm-plugin-nowhere')).toEqual([
      'mcm-plugin-nowhere',
      `there is no built-in, no plugin from \`mcm plugin add\`, and no npm package that can be found from ${directory}, called mcm-plugin-nowhere; a file's path starts with ./ or ../`,
    ]);
  });

  it('a module that does not use definePlugin', async () => {
    await write('plain.ts', `export default { name: 'plain', apiVersion: 1 };`);
    expect(await broken('./plain.ts')).toEqual([
      './plain.ts',
      'its default export is not what definePlugin returns; write `export default definePlugin({ … })`',
    ]);
  });

  it.each([
    [2, 'it was written for version 2 of the plugin API and this mcm speaks version 1: update mcm'],
    [
      0,
      'it was written for version 0 of the plugin API and this mcm speaks version 1: update the plugin, or ask its author to',
    ],
  ])('one for version %i of the API', async (apiVersion, sentence) => {
    expect(await broken({ use: definePlugin({ name: 'other', apiVersion }) })).toEqual(['other', sentence]);
  });

  it.each(['Acme', 'a b', '1st', 'x'.repeat(33), ''])('one with the name %j', async (name) => {
    expect(await broken({ use: definePlugin({ name, apiVersion: 1 }) })).toEqual([
      name,
      'its name must be 1 to 32 lower-case letters, digits and hyphens, and start with a letter',
    ]);
  });

  it('one in plain JavaScript that has no name at all', async () => {
    await write(
      'nameless.js',
      `import { definePlugin } from 'multi-cloud-manager/plugin'; export default definePlugin({ apiVersion: 1 });`,
    );
    expect(await broken('./nameless.js')).toEqual([
      './nameless.js',
      'its name must be 1 to 32 lower-case letters, digits and hyphens, and start with a letter',
    ]);
  });

  it('one whose constructor throws', async () => {
    await write('throws.ts', source(`throw new Error('no engine');`));
    expect(await broken('./throws.ts')).toEqual(['./throws.ts', expect.stringContaining('no engine')]);
  });

  it('one that throws while it loads', async () => {
    await write('throws.ts', `throw new Error('not today');`);
    expect(await broken('./throws.ts')).toEqual(['./throws.ts', 'not today']);
  });

  it('one that does not compile', async () => {
    await write('syntax.ts', `export default {{`);
    expect(await broken('./syntax.ts')).toEqual(['./syntax.ts', expect.any(String)]);
  });

  it('one that never finishes loading', async () => {
    await write('hangs.ts', `await new Promise(() => {});`);
    const clock = TestClock.still();
    const loading = broken('./hangs.ts', { clock });
    await clock.sleeping();
    clock.advance(10_000);
    expect(await loading).toEqual(['./hangs.ts', 'it did not load within 10 s']);
  });

  it('one with the name of another', async () => {
    await write('twin.ts', source('', 'talker'));
    const host = await hostWith([good, './twin.ts']);
    expect(toolsOf(host)).toEqual(['talk']);
    expect(await reasons(host)).toEqual([
      ['./twin.ts', 'its name talker is taken by plugins[0]; leave one of the two out of the config'],
    ]);
  });

  it('one with the name of the general tools', async () => {
    expect(await broken({ use: definePlugin({ name: 'general', apiVersion: 1 }) })).toEqual([
      'general',
      'its name general is taken by mcm itself; leave one of the two out of the config',
    ]);
  });

  it('one with a tool of another, naming both', async () => {
    const host = await hostWith([good, { use: talker(() => ({ said: 'me too' }), 'echo') }]);
    expect(await reasons(host)).toEqual([
      ['echo', 'its tool talk is already offered by the plugin talker; rename one of the two'],
    ]);
    expect(contentOf(await host.call('talk'))).toEqual({ said: 'still here' });
  });

  it.each([
    [`description: 'Tells the year.'`, `description: ' '`, 'its tool tell_year has no description'],
    [`title: 'Year'`, `title: undefined`, 'its tool tell_year has no title'],
    [
      `access: 'read'`,
      `access: 'write'`,
      `its tool tell_year has the access "write"; there is only 'read', and @PowerTool`,
    ],
    [
      `name: 'tell_year'`,
      `name: 'Tell-Year'`,
      'its tool name "Tell-Year" must be 3 to 64 lower-case letters, digits and underscores',
    ],
  ])('one whose tool has, instead of %s, %s', async (right, wrong, sentence) => {
    await write('tool.ts', source().replace(right, wrong));
    expect(await broken('./tool.ts')).toEqual(['./tool.ts', sentence]);
  });

  // A schema of zod 3 is an object with parse and _def, and without what zod 4 marks its own with.
  const zod3 = `{ _def: { typeName: 'ZodObject' }, parse: (value) => value, safeParse: (data) => ({ success: true, data }) }`;

  it.each([
    ['input', 'input: Input', `input: ${zod3}`],
    ['output', 'output: Output', `output: ${zod3}`],
  ])('one whose %s was made with zod 3, in a sentence [RULE:ZOD-4]', async (_, right, wrong) => {
    await write('old.ts', source().replace(right, wrong));
    expect(await broken('./old.ts')).toEqual([
      './old.ts',
      'its tool tell_year has a schema made with zod 3; mcm needs zod 4',
    ]);
  });

  it('one with a power tool whose input was made with zod 3, in a sentence [RULE:ZOD-4]', async () => {
    const power = `@PowerTool({ name: 'reboot_local', title: 'Reboot', description: 'Reboots.', action: 'reboot', input: ${zod3}, target: () => ({ provider: 'local', id: '1' }) })
      reboot() {}
      @Tool({ name: 'tell_year'`;
    await write(
      'old.ts',
      source()
        .replace(`@Tool({ name: 'tell_year'`, power)
        .replace('CLOCK, Tool }', 'CLOCK, PowerTool, Tool }'),
    );
    expect(await broken('./old.ts')).toEqual([
      './old.ts',
      'its tool reboot_local has a schema made with zod 3; mcm needs zod 4',
    ]);
  });

  it('one whose config was made with zod 3, in a sentence [RULE:ZOD-4]', async () => {
    await write('old.ts', source().replace('apiVersion: 1,', `apiVersion: 1, config: ${zod3},`));
    expect(await broken('./old.ts')).toEqual([
      './old.ts',
      'its config schema was made with zod 3; mcm needs zod 4',
    ]);
  });

  it('one whose login would send something else, in a sentence [RULE:LOGIN]', async () => {
    const login = `login: { path: '/servers/1/action', body: z.strictObject({}) },`;
    await write('sly.ts', source().replace('apiVersion: 1,', `apiVersion: 1, ${login}`));
    expect(await broken('./sly.ts')).toEqual([
      './sly.ts',
      'its login must have a path that says that it is one: auth, authenticate, authentication, login, logon, signin, oauth, token, tokens, session, sessions',
    ]);
  });

  it('one of whose tools only the last cannot be published leaves none behind', async () => {
    const second = `@Tool({ name: 'tell_month', title: 'Month', description: 'Tells it.', access: 'read', input: 5, output: Output })
      month() { return { year: 1 }; }
      @Tool({ name: 'tell_year'`;
    await write(
      'half.ts',
      source().replace(`@Tool({ name: 'tell_year'`, second).replace('class LocalTools', 'class Half'),
    );
    expect(await broken('./half.ts')).toEqual(['./half.ts', expect.any(String)]);
  });
});

describe('the config of a plugin is a part of the config: where it is wrong, the start stops [RULE:BROKEN-CONFIG]', () => {
  it('naming each path, and what was meant', async () => {
    const use = { use: 'digitalocean', config: { tokn: 'x', endpoint: 'ftp://example.com' } };
    await expect(hostWith([use])).rejects.toMatchObject({
      name: 'ConfigError',
      message:
        'plugins[0].config.endpoint: expected a URL like https://example.com\nplugins[0].config.tokn: unknown key; did you mean token?',
    });
  });

  it('for a plugin that takes none, too', async () => {
    const use = definePlugin({ name: 'plain', apiVersion: 1 });
    await expect(hostWith([{ use, config: { a: 1 } }])).rejects.toMatchObject({
      name: 'ConfigError',
      message: 'plugins[0].config: plain takes no config; leave this out',
    });
  });
});

describe('a policy that cannot be loaded stops the start [RULE:POLICY-FAILS-CLOSED]', () => {
  it.each([
    ['a file that is not there', './nowhere.ts', undefined, 'there is no file .*nowhere.ts'],
    [
      'a file that exports no rule',
      './rule.ts',
      'export default { evaluate() {} };',
      'its default export is neither a policy or middleware nor a function that returns one',
    ],
    ['a file that throws', './rule.ts', `throw new Error('broken rule');`, 'broken rule'],
  ])('%s', async (_, use, content, sentence) => {
    if (content !== undefined) await write('rule.ts', content);
    await expect(hostWith([], { config: { policies: [use] } })).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringMatching(
        new RegExp(
          `^policies\\[0\\]: ${use} could not be loaded: .*${sentence}.*\\. mcm does not start without a policy that it was told to apply\\.$`,
        ),
      ) as unknown,
    });
  });

  it('one that loads is applied, with its options', async () => {
    await write(
      'rule.ts',
      `import { definePolicy, deny } from 'multi-cloud-manager/plugin';
       export default ({ why }: { why: string }) => definePolicy({ name: 'rule', evaluate: () => deny(why) });`,
    );
    const host = await hostWith([], {
      config: { policies: [{ use: './rule.ts', options: { why: 'Closed.' } }] },
    });
    expect(await host.call('get_system_status')).toMatchObject({
      kind: 'error',
      error: { code: 'POLICY_DENIED', message: 'The policy rule refuses this: Closed.' },
    });
  });
});
