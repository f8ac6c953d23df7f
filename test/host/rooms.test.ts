import { describe, expect, it } from '@jest/globals';
import {
  API_VERSION,
  CONFIG,
  definePlugin,
  inject,
  injectable,
  LOGGER,
  NETWORK,
  PERMITS,
  PROVIDER,
  type Logger,
  type Network,
  type Permits,
  type PluginDefinition,
  type Provider,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { createMint } from '../../src/power/permit.js';
import { Acme, acmePlugin, AcmeProvider, server } from '../fixtures/acme.js';
import { contentOf, directHost } from '../fixtures/direct-host.js';
import { direct } from '../fixtures/hosts.js';
import { permitFor } from '../http/fixture.js';

/** A plugin that notes when it is built and disposed. */
function noting(name: string, notes: string[], more: Partial<PluginDefinition> = {}): PluginDefinition {
  @injectable()
  class Noting {
    constructor() {
      notes.push(`built ${name}`);
    }
    dispose(): void {
      notes.push(`disposed ${name}`);
    }
  }
  return definePlugin({ name, apiVersion: API_VERSION, tools: [Noting], ...more });
}

describe('the container of a plugin', () => {
  it('is its own: the same class with another config is another object', async () => {
    const seen: unknown[] = [];
    @injectable()
    class Shared {
      constructor(@inject(CONFIG) config: unknown) {
        seen.push(config, this);
      }
    }
    const config = z.strictObject({ n: z.number() });
    const plugin = (name: string) => definePlugin({ name, apiVersion: API_VERSION, config, tools: [Shared] });
    await direct({
      config: {
        plugins: [
          { use: plugin('one'), config: { n: 1 } },
          { use: plugin('two'), config: { n: 2 } },
        ],
      },
    });
    expect([seen[0], seen[2]]).toEqual([{ n: 1 }, { n: 2 }]);
    expect(seen[1]).not.toBe(seen[3]);
  });

  it('gives its provider to its tools, the very one that the host asks', async () => {
    let given: Provider | undefined;
    @injectable()
    class Curious {
      constructor(@inject(PROVIDER) provider: Provider, @inject(AcmeProvider) same: AcmeProvider) {
        if (same === provider) given = provider;
      }
    }
    const use = definePlugin({ ...acmePlugin, tools: [Curious] });
    const host = await direct({ config: { plugins: [{ use, config: { cloud: new Acme() } }] } });
    expect(given?.displayName).toBe('Acme');
    expect((await host.call('check_provider_availability', { provider_name: 'acme' })).kind).toBe('result');
  });

  it('gives the way out and the place for permits to a plugin with an SDK of its own [RULE:SDK-NETWORK] [RULE:SDK-PERMITS]', async () => {
    let given: { network: Network; permits: Permits } | undefined;
    @injectable()
    class WithSdk {
      constructor(@inject(NETWORK) network: Network, @inject(PERMITS) permits: Permits) {
        given = { network, permits };
      }
    }
    const use = definePlugin({ name: 'sdk', apiVersion: API_VERSION, tools: [WithSdk] });
    await direct({
      config: {
        plugins: [{ use }],
        http: { proxy: 'http://proxy.example.com:3128', noProxy: 'ec2.example.com' },
      },
    });
    expect(given?.network.proxy('https://ecs.example.com')).toBe('http://proxy.example.com:3128/');
    expect(given?.network.proxy('https://ec2.example.com')).toBeUndefined();
    expect(() => given?.permits.spend(permitFor(createMint()))).toThrow('was not issued by this host');
  });

  it('a power action that goes through an SDK spends the permit of the guard, and it counts once', async () => {
    const spent: string[] = [];
    @injectable()
    class SdkProvider extends AcmeProvider {
      constructor(
        @inject(CONFIG) config: { cloud: Acme },
        @inject(PERMITS) private readonly permits: Permits,
      ) {
        super(config);
      }
      override power(...[scope, permit, context]: Parameters<AcmeProvider['power']>) {
        this.permits.spend(permit);
        try {
          this.permits.spend(permit);
        } catch (error) {
          spent.push(String(error));
        }
        return super.power(scope, permit, context);
      }
    }
    const cloud = new Acme(server({ id: 'i-1' }));
    const use = definePlugin({ ...acmePlugin, provider: SdkProvider });
    const host = await direct({ config: { plugins: [{ use, config: { cloud } }] } });
    const reply = await host.call('reboot_acme_instance', {
      instance_id: 'i-1',
      ip_confirmation: '203.0.113.7',
      name_confirmation: 'server-i-1',
      operation_confirmation: 'reboot',
    });
    expect(contentOf(reply)).toMatchObject({ status: 'completed' });
    expect(spent).toEqual([expect.stringContaining('The permit was used before')]);
    expect(cloud.acts).toHaveLength(1);
  });

  it('gives a logger that names it', async () => {
    @injectable()
    class Talkative {
      constructor(@inject(LOGGER) log: Logger) {
        log.info('hello');
      }
    }
    const use = definePlugin({ name: 'chatty', apiVersion: API_VERSION, tools: [Talkative] });
    const host = await direct({ config: { plugins: [{ use }] } });
    expect(host.log).toEqual(['mcm info [chatty] hello\n']);
  });
});

describe('closing a host', () => {
  it('disposes its plugins in reverse order', async () => {
    const notes: string[] = [];
    const host = await directHost({
      config: { plugins: [{ use: noting('a', notes) }, { use: noting('b', notes) }] },
    });
    await host.close();
    expect(notes).toEqual(['built a', 'built b', 'disposed b', 'disposed a']);
  });

  it('goes on when one of them cannot be disposed', async () => {
    const notes: string[] = [];
    @injectable()
    class Stubborn {
      dispose(): void {
        throw new Error('no');
      }
    }
    const stubborn = definePlugin({ name: 'stubborn', apiVersion: API_VERSION, tools: [Stubborn] });
    const host = await directHost({ config: { plugins: [{ use: noting('a', notes) }, { use: stubborn }] } });
    await host.close();
    expect(notes).toEqual(['built a', 'disposed a']);
  });

  it('what was built before a part of the same plugin failed is disposed at once', async () => {
    const notes: string[] = [];
    @injectable()
    class Broken {
      constructor() {
        throw new Error('no');
      }
    }
    const base = noting('half', notes);
    const use = definePlugin({ ...base, tools: [...(base.tools ?? []), Broken] });
    await direct({ config: { plugins: [{ use }] } });
    expect(notes).toEqual(['built half', 'disposed half']);
  });
});
