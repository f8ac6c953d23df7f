import { definePlugin, injectable } from 'multi-cloud-manager/plugin';
import type { Instance, PluginDefinition, PowerProgress, Provider } from 'multi-cloud-manager/plugin';

/** A cloud in memory with one server of these tags, and what it was told to do. */
export function cloudWith(tags: Readonly<Record<string, string>>): {
  plugin: PluginDefinition;
  acts: string[];
} {
  const acts: string[] = [];
  const server: Instance = {
    ...{ provider: 'memory', account: 'default', id: 's-1', name: 'web-1', region: 'north', type: 'small' },
    ...{ status: 'running', provider_status: 'on' },
    ...{ public_ips: ['192.0.2.10'], private_ips: [], tags: { ...tags } },
  };
  class MemoryCloud implements Provider {
    readonly displayName = 'Memory';
    readonly description = 'A cloud in memory.';
    readonly actions = ['reboot'] as const;
    readonly idForm = 's-1';
    settings = () => [];
    accounts = () => [{ name: 'default' }];
    scopes = async () => [{ account: 'default' }];
    verify = async () => ({ summary: 'Nothing to prove.' });
    parseId = (text: string) => (text === server.id ? text : undefined);
    listPage = async () => ({ items: [server] });
    get = async () => server;
    power = async (): Promise<PowerProgress> => {
      acts.push('reboot');
      return { state: 'completed' };
    };
  }
  injectable()(MemoryCloud);
  const power = { reboot: { method: 'POST', path: '/servers/{id}/reboot' } } as const;
  return { plugin: definePlugin({ name: 'memory', apiVersion: 1, provider: MemoryCloud, power }), acts };
}
