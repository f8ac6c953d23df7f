/** A cloud of one server that lies in memory: what a call through mcm takes by itself. */
import { definePlugin, injectable } from 'multi-cloud-manager/plugin';

/** @type {import('multi-cloud-manager/plugin').Instance} */
const server = {
  provider: 'memory',
  account: 'default',
  id: 'm-1',
  name: 'web-1',
  status: 'running',
  provider_status: 'on',
  region: 'here',
  type: 'small',
  public_ips: ['192.0.2.7'],
  private_ips: [],
  tags: { team: 'shop' },
};

class MemoryProvider {
  displayName = 'Memory';
  description = 'One server in memory.';
  actions = /** @type {const} */ ([]);
  idForm = 'm- and a number';
  settings = () => [];
  accounts = () => [{ name: 'default' }];
  scopes = async () => [{ account: 'default' }];
  verify = async () => ({ summary: 'It is there.' });
  parseId = (/** @type {string} */ text) => (/^m-\d+$/.test(text) ? text : undefined);
  listPage = async () => ({ items: [server] });
  get = async (/** @type {unknown} */ _scope, /** @type {string} */ id) =>
    id === server.id ? server : undefined;
}
injectable()(MemoryProvider);

export default definePlugin({ name: 'memory', apiVersion: 1, provider: MemoryProvider });
