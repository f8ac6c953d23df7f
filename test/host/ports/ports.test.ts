import { describe, expect, it } from '@jest/globals';
import {
  API_VERSION,
  CONFIG,
  definePlugin,
  inject,
  injectable,
  POSTS,
  SecretRef,
  SECRETS,
  Tool,
  type AuditSink,
  type ConfirmationAsked,
  type ConfirmationLevel,
  type Confirmer,
  type Constructor,
  type PluginDefinition,
  type Posts,
  type Secrets,
  type SecretSource,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { ConfigInput } from '../../../src/config/schema.js';
import { acme, Acme, server } from '../../fixtures/acme.js';
import { contentOf, type DirectHost } from '../../fixtures/direct-host.js';
import { direct } from '../../fixtures/hosts.js';

const kept: string[] = [];

@injectable()
class Siem implements AuditSink {
  readonly name: string = 'siem';
  append(_: unknown, line: string): Promise<void> {
    kept.push(line);
    return Promise.resolve();
  }
  close(): Promise<void> {
    kept.push('closed');
    return Promise.resolve();
  }
}

const offering = (sink: Constructor<AuditSink>, name = 'records'): PluginDefinition =>
  definePlugin({ name, apiVersion: API_VERSION, auditSinks: [sink] });

/** A host on these plugins; with an audit sink named `siem` in its config. */
const hostOf = (
  plugins: readonly PluginDefinition[],
  config: ConfigInput = { audit: { sinks: [{ use: 'siem' }] } },
): Promise<DirectHost> => direct({ config: { ...config, plugins: plugins.map((use) => ({ use })) } });

/** Why a plugin did not load, on a host that needs nothing of it. */
async function reason(
  plugin: PluginDefinition,
  others: readonly PluginDefinition[] = [],
): Promise<string | undefined> {
  const host = await hostOf([...others, plugin], {});
  const { providers } = contentOf(await host.call('get_supported_providers')) as {
    providers: readonly { name: string; reason?: string }[];
  };
  return providers.at(-1)?.reason;
}

describe('an audit sink of a plugin', () => {
  it('gets the records where the config names it, and is closed with the host', async () => {
    kept.length = 0;
    const host = await hostOf([offering(Siem)]);
    await host.call('get_system_status');
    await host.close();
    expect(
      kept.map((line) => (line.startsWith('{') ? (JSON.parse(line) as { kind: string }).kind : line)),
    ).toEqual(['start', 'call', 'closed']);
  });

  it('gets none where the config does not name it', async () => {
    kept.length = 0;
    const host = await hostOf([offering(Siem)], {});
    await host.call('get_system_status');
    await host.close();
    expect(kept).toEqual([]);
  });

  it('that the config names and no plugin has stops the start', async () => {
    await expect(hostOf([])).rejects.toThrow(
      'audit.sinks: there is no audit sink "siem"; no plugin here has one.',
    );
    @injectable()
    class Other extends Siem {
      override readonly name = 'other';
    }
    await expect(hostOf([offering(Other)])).rejects.toThrow(
      'audit.sinks: there is no audit sink "siem"; there are other.',
    );
  });

  it('whose plugin does not load stops the start, and the sentence says why', async () => {
    @injectable()
    class Broken extends Siem {
      constructor() {
        super();
        throw new Error('no disk');
      }
    }
    const refused = hostOf([offering(Broken)]);
    await expect(refused).rejects.toThrow(
      'audit.sinks: there is no audit sink "siem"; no plugin here has one. The plugin records did not load: no disk.',
    );
    await expect(refused).rejects.toHaveProperty('name', 'ConfigError');
  });

  it('must have a name of its own and the methods of a sink', async () => {
    @injectable()
    class Shouting extends Siem {
      override readonly name = 'SIEM';
    }
    @injectable()
    class Half {
      readonly name = 'half';
      append(): void {
        // It has no close.
      }
    }
    expect(await reason(offering(Shouting))).toBe(
      'its audit sink must have a name of 1 to 32 lower-case letters, digits and hyphens that starts with a letter, not "SIEM"',
    );
    expect(await reason(offering(Half as unknown as Constructor<AuditSink>))).toBe(
      'its audit sink half has no method close',
    );
    expect(await reason(offering(Siem, 'second'), [offering(Siem, 'first')])).toBe(
      'its audit sink siem is already offered by first; rename one of the two',
    );
  });
});

describe('posts of a plugin', () => {
  it('are refused beside a provider or tools: what those send is declared for each action', async () => {
    const refused =
      'it declares posts beside a provider or tools; posts are for a plugin that fills ports, such as an audit sink, and has nothing else';
    expect(await reason(definePlugin({ ...acme(new Acme()).use, posts: { rebuild: '/rebuild' } }))).toBe(
      refused,
    );
    const tools = [Siem] as const;
    expect(await reason(definePlugin({ name: 'tooled', apiVersion: API_VERSION, tools, posts: {} }))).toBe(
      refused,
    );
  });

  it.each(['records', '//records', '/a/../b', '/records?x=1', '/%2e%2e/b', '/'])(
    'cannot go to %j',
    async (path) => {
      const plugin = definePlugin({ name: 'odd', apiVersion: API_VERSION, posts: { record: path } });
      expect(await reason(plugin)).toBe(
        'its post record must be a plain path below the end point, such as /records',
      );
    },
  );

  it('are there only for a plugin that declares some', async () => {
    @injectable()
    class Undeclared extends Siem {
      constructor(@inject(POSTS) readonly posts: Posts) {
        super();
      }
    }
    expect(await reason(offering(Undeclared))).toContain('it injects POSTS and declares no posts');
  });
});

describe('a confirmer of a plugin [RULE:CONFIRMERS]', () => {
  const POWER = { provider: 'acme', instance_id: 'i-1', action: 'reboot' };

  @injectable()
  class Chat implements Confirmer {
    readonly name: string = 'chat';
    readonly level: ConfirmationLevel = 'human';
    unavailable(): undefined {
      return undefined;
    }
    ask(): Promise<ConfirmationAsked> {
      return Promise.resolve({ next: 'Wait for the chat.' });
    }
    take(): Promise<undefined> {
      return Promise.resolve(undefined);
    }
  }
  const chat = (use: Constructor<Confirmer> = Chat) =>
    definePlugin({ name: 'chat', apiVersion: API_VERSION, confirmers: [use] });

  /** Which way a person is asked, or how the call ended. */
  async function way(via: NonNullable<ConfigInput['confirmation']>['via'], use = chat()): Promise<unknown> {
    const cloud = acme(new Acme(server({ id: 'i-1' })));
    const host = await direct({
      config: { plugins: [cloud, { use }], confirmation: { ordinary: 'human', via } },
    });
    const outcome = await host.call('manage_instance_power', POWER);
    if (outcome.kind === 'error') return outcome.error.code;
    return outcome.content['approve'];
  }

  it('is asked in its turn', async () => {
    expect(await way(['chat', 'terminal'])).toEqual({ via: 'chat' });
    expect(await way(['terminal', 'chat'])).toHaveProperty('command');
  });

  it('is worth no more than the config says, or it itself', async () => {
    expect(await way([{ use: 'chat', level: 'arguments' }])).toBe('POLICY_DENIED');
    expect(await way(['chat', { use: 'chat', level: 'arguments' }])).toBe('POLICY_DENIED');
    expect(await way([{ use: 'terminal', level: 'arguments' }])).toBe('POLICY_DENIED');
    @injectable()
    class Weak extends Chat {
      override readonly level = 'arguments';
    }
    expect(await way([{ use: 'chat', level: 'human' }], chat(Weak))).toBe('POLICY_DENIED');
  });

  it('that is not there stops the start', async () => {
    await expect(way(['pigeon'])).rejects.toThrow(
      'confirmation.via: there is no confirmer "pigeon"; there are elicitation, terminal, chat.',
    );
  });

  it('cannot take the name of one of ours, or have a level that there is not', async () => {
    @injectable()
    class Form extends Chat {
      override readonly name = 'elicitation';
    }
    @injectable()
    class Sure extends Chat {
      override readonly level = 'certain' as 'human';
    }
    expect(await reason(chat(Form))).toBe(
      'its confirmer elicitation is already offered by mcm; rename one of the two',
    );
    expect(await reason(chat(Sure))).toBe(
      'its confirmer chat has the level "certain"; there are arguments and human',
    );
  });
});

describe('a secret source of a plugin [RULE:SECRET-REFERENCE]', () => {
  @injectable()
  class Vault implements SecretSource {
    readonly name = 'vault';
    has(key: string): boolean {
      return key !== 'none';
    }
    read(key: string): Promise<string | undefined> {
      return Promise.resolve(`value-of-${key}`);
    }
  }
  const vault = definePlugin({ name: 'vault', apiVersion: API_VERSION, secretSources: [Vault] });

  @injectable()
  class Sealed extends Vault {
    constructor() {
      super();
      throw new Error('sealed');
    }
  }
  const broken = definePlugin({ name: 'vault', apiVersion: API_VERSION, secretSources: [Sealed] });

  const Config = z.strictObject({ deep: z.array(z.strictObject({ token: SecretRef })) });

  @injectable()
  class Reader {
    constructor(
      @inject(CONFIG) private readonly config: z.output<typeof Config>,
      @inject(SECRETS) private readonly secrets: Secrets,
    ) {}

    @Tool({
      name: 'read_it',
      title: 'Read',
      description: 'Reads.',
      access: 'read',
      input: z.strictObject({}),
      output: z.object({ has: z.boolean(), length: z.number() }),
    })
    async read(): Promise<{ has: boolean; length: number }> {
      const ref = this.config.deep[0]?.token ?? '';
      const has = this.secrets.has(ref);
      return { has, length: (await this.secrets.resolve(ref)).length };
    }
  }
  const reader = definePlugin({ name: 'reader', apiVersion: API_VERSION, config: Config, tools: [Reader] });

  const read = async (token: object, source = vault): Promise<unknown> => {
    const plugins = [{ use: reader, config: { deep: [{ token }] } }, { use: source }];
    const outcome = await (await direct({ config: { plugins } })).call('read_it');
    return outcome.kind === 'error' ? outcome.error.message : outcome.content;
  };

  it('is named by source and key, as ours can be', async () => {
    expect(await read({ source: 'vault', key: 'a' })).toEqual({ has: true, length: 10 });
    expect(await read({ source: 'vault', key: 'none' })).toEqual({ has: false, length: 13 });
    const printed = JSON.stringify([process.execPath, '-e', 'process.stdout.write("printed")']);
    expect(await read({ source: 'exec', key: printed })).toEqual({ has: true, length: 7 });
    expect(await read({ source: 'env', key: 'NOTHING' })).toBe('NOTHING is not set.');
    expect(await read({ source: 'exec', key: 'rm' })).toContain('a command line as a JSON list of texts');
  });

  it('that no plugin has stops the start, and the sentence says where it is named', async () => {
    await expect(read({ source: 'valt', key: 'a' })).rejects.toThrow(
      'plugins[0].config.deep[0].token: there is no secret source "valt"; there are env, file, exec, vault.',
    );
  });

  it('whose plugin does not load costs its secrets alone, and reading them says why', async () => {
    expect(await read({ source: 'vault', key: 'a' }, broken)).toBe(
      'A secret cannot be read: there is no secret source "vault"; there are env, file, exec. The plugin vault did not load: sealed.',
    );
  });

  it('cannot take the name of one of ours', async () => {
    @injectable()
    class File extends Vault {
      override readonly name = 'file' as 'vault';
    }
    expect(
      await reason(definePlugin({ name: 'files', apiVersion: API_VERSION, secretSources: [File] })),
    ).toBe('its secret source file is already offered by mcm; rename one of the two');
  });
});
