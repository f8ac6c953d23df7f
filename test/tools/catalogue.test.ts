import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, type TestHost } from 'multi-cloud-manager/testing';
import digitalocean from '../../plugins/digitalocean/index.js';
import { REQUIREMENTS } from '../requirements.js';

interface Listed {
  readonly name: string;
  readonly inputSchema: {
    readonly properties: Readonly<Record<string, { readonly type?: unknown }>>;
    readonly required?: readonly string[];
  };
}

let host: TestHost;
let tools: readonly Listed[];

beforeAll(async () => {
  host = await createTestHost({ plugins: [digitalocean] });
  tools = (await host.tools()) as readonly Listed[];
});
afterAll(() => host.close());

const POWER = [
  'account',
  'ip_confirmation',
  'name_confirmation',
  'operation_confirmation',
  'wait_seconds',
  'dry_run',
  'reason',
];

/** A tool's parameters by name, in order, and those that must be given. */
function parameters(name: string): { all: readonly string[]; required: readonly string[] } {
  const schema = tools.find((tool) => tool.name === name)?.inputSchema;
  return { all: Object.keys(schema?.properties ?? {}), required: [...(schema?.required ?? [])] };
}

const type = (tool: string, parameter: string): unknown =>
  tools.find(({ name }) => name === tool)?.inputSchema.properties[parameter]?.type;

describe('the tools and their parameters: people have prompts and scripts on them', () => {
  it('there are these, and no other', () => {
    expect(tools.map(({ name }) => name)).toEqual([
      'get_instance_info',
      'get_instance_by_provider',
      'manage_instance_power',
      'get_supported_providers',
      'get_system_status',
      'check_provider_availability',
      'get_digitalocean_droplet_info',
      'list_digitalocean_droplets',
      'get_digitalocean_droplet_monitoring',
      'get_digitalocean_droplet_actions',
      'power_on_digitalocean_droplet',
      'power_off_digitalocean_droplet',
      'shutdown_digitalocean_droplet',
      'reboot_digitalocean_droplet',
    ]);
  });

  it('get_instance_info [TOOL:get_instance_info] [PARAM:get_instance_info.ip_address] [PARAM:get_instance_info.provider] [PARAM:get_instance_info.account]', () => {
    expect(parameters('get_instance_info')).toEqual({
      all: ['ip_address', 'provider', 'account'],
      required: ['ip_address'],
    });
  });

  it('get_instance_by_provider [TOOL:get_instance_by_provider] [PARAM:get_instance_by_provider.provider] [PARAM:get_instance_by_provider.identifier] [PARAM:get_instance_by_provider.account]', () => {
    expect(parameters('get_instance_by_provider')).toEqual({
      all: ['provider', 'identifier', 'account'],
      required: ['provider', 'identifier'],
    });
  });

  it('manage_instance_power [TOOL:manage_instance_power] [PARAM:manage_instance_power.provider] [PARAM:manage_instance_power.instance_id] [PARAM:manage_instance_power.action] [PARAM:manage_instance_power.ip_confirmation] [PARAM:manage_instance_power.name_confirmation] [PARAM:manage_instance_power.operation_confirmation] [PARAM:manage_instance_power.account] [PARAM:manage_instance_power.wait_seconds] [PARAM:manage_instance_power.dry_run] [PARAM:manage_instance_power.reason] [PARAM:manage_instance_power.force]', () => {
    expect(parameters('manage_instance_power')).toEqual({
      all: ['provider', 'instance_id', 'action', ...POWER, 'force'],
      required: ['provider', 'instance_id', 'action'],
    });
  });

  it('get_supported_providers [TOOL:get_supported_providers]', () => {
    expect(parameters('get_supported_providers')).toEqual({ all: [], required: [] });
  });

  it('get_system_status [TOOL:get_system_status]', () => {
    expect(parameters('get_system_status')).toEqual({ all: [], required: [] });
  });

  it('check_provider_availability [TOOL:check_provider_availability] [PARAM:check_provider_availability.provider_name] [PARAM:check_provider_availability.verify]', () => {
    expect(parameters('check_provider_availability')).toEqual({
      all: ['provider_name', 'verify'],
      required: ['provider_name'],
    });
  });

  it('get_digitalocean_droplet_info [TOOL:get_digitalocean_droplet_info] [PARAM:get_digitalocean_droplet_info.ip_address_or_id] [PARAM:get_digitalocean_droplet_info.account]', () => {
    expect(parameters('get_digitalocean_droplet_info')).toEqual({
      all: ['ip_address_or_id', 'account'],
      required: ['ip_address_or_id'],
    });
  });

  it('list_digitalocean_droplets [TOOL:list_digitalocean_droplets] [PARAM:list_digitalocean_droplets.account] [PARAM:list_digitalocean_droplets.limit] [PARAM:list_digitalocean_droplets.cursor]', () => {
    expect(parameters('list_digitalocean_droplets')).toEqual({
      all: ['account', 'limit', 'cursor'],
      required: [],
    });
  });

  it('get_digitalocean_droplet_monitoring [TOOL:get_digitalocean_droplet_monitoring] [PARAM:get_digitalocean_droplet_monitoring.droplet_id] [PARAM:get_digitalocean_droplet_monitoring.hours] [PARAM:get_digitalocean_droplet_monitoring.account]', () => {
    expect(parameters('get_digitalocean_droplet_monitoring')).toEqual({
      all: ['droplet_id', 'hours', 'account'],
      required: ['droplet_id'],
    });
  });

  it('get_digitalocean_droplet_actions [TOOL:get_digitalocean_droplet_actions] [PARAM:get_digitalocean_droplet_actions.droplet_id] [PARAM:get_digitalocean_droplet_actions.limit] [PARAM:get_digitalocean_droplet_actions.account]', () => {
    expect(parameters('get_digitalocean_droplet_actions')).toEqual({
      all: ['droplet_id', 'limit', 'account'],
      required: ['droplet_id'],
    });
  });

  it.each([
    [
      'power_on_digitalocean_droplet',
      '[TOOL:power_on_digitalocean_droplet] [PARAM:power_on_digitalocean_droplet.droplet_id] [PARAM:power_on_digitalocean_droplet.account] [PARAM:power_on_digitalocean_droplet.ip_confirmation] [PARAM:power_on_digitalocean_droplet.name_confirmation] [PARAM:power_on_digitalocean_droplet.operation_confirmation] [PARAM:power_on_digitalocean_droplet.wait_seconds] [PARAM:power_on_digitalocean_droplet.dry_run] [PARAM:power_on_digitalocean_droplet.reason]',
    ],
    [
      'power_off_digitalocean_droplet',
      '[TOOL:power_off_digitalocean_droplet] [PARAM:power_off_digitalocean_droplet.droplet_id] [PARAM:power_off_digitalocean_droplet.account] [PARAM:power_off_digitalocean_droplet.ip_confirmation] [PARAM:power_off_digitalocean_droplet.name_confirmation] [PARAM:power_off_digitalocean_droplet.operation_confirmation] [PARAM:power_off_digitalocean_droplet.wait_seconds] [PARAM:power_off_digitalocean_droplet.dry_run] [PARAM:power_off_digitalocean_droplet.reason]',
    ],
    [
      'shutdown_digitalocean_droplet',
      '[TOOL:shutdown_digitalocean_droplet] [PARAM:shutdown_digitalocean_droplet.droplet_id] [PARAM:shutdown_digitalocean_droplet.account] [PARAM:shutdown_digitalocean_droplet.ip_confirmation] [PARAM:shutdown_digitalocean_droplet.name_confirmation] [PARAM:shutdown_digitalocean_droplet.operation_confirmation] [PARAM:shutdown_digitalocean_droplet.wait_seconds] [PARAM:shutdown_digitalocean_droplet.dry_run] [PARAM:shutdown_digitalocean_droplet.reason]',
    ],
  ])('%s %s', (name) => {
    expect(parameters(name)).toEqual({ all: ['droplet_id', ...POWER], required: ['droplet_id'] });
  });

  it('reboot_digitalocean_droplet [TOOL:reboot_digitalocean_droplet] [PARAM:reboot_digitalocean_droplet.droplet_id] [PARAM:reboot_digitalocean_droplet.account] [PARAM:reboot_digitalocean_droplet.ip_confirmation] [PARAM:reboot_digitalocean_droplet.name_confirmation] [PARAM:reboot_digitalocean_droplet.operation_confirmation] [PARAM:reboot_digitalocean_droplet.wait_seconds] [PARAM:reboot_digitalocean_droplet.dry_run] [PARAM:reboot_digitalocean_droplet.reason] [PARAM:reboot_digitalocean_droplet.force]', () => {
    expect(parameters('reboot_digitalocean_droplet')).toEqual({
      all: ['droplet_id', ...POWER, 'force'],
      required: ['droplet_id'],
    });
  });

  it('every droplet_id is a whole number, and hours is 1 to 720 [RULE:IDS-ARE-INTEGERS] [RULE:HOURS]', () => {
    const ids = tools.filter(({ name }) => parameters(name).all.includes('droplet_id'));
    expect(ids).toHaveLength(6);
    expect(ids.map(({ name }) => type(name, 'droplet_id'))).toEqual(ids.map(() => 'integer'));
    const hours = tools.find(({ name }) => name === 'get_digitalocean_droplet_monitoring')?.inputSchema
      .properties['hours'];
    expect(hours).toMatchObject({ type: 'integer', minimum: 1, maximum: 720, default: 1 });
  });

  it('every tool and parameter is a requirement, and no other is', () => {
    const ids = tools.flatMap(({ name }) => [
      `TOOL:${name}`,
      ...parameters(name).all.map((parameter) => `PARAM:${name}.${parameter}`),
    ]);
    const required = REQUIREMENTS.map(({ id }) => id).filter((id) => !id.startsWith('RULE:'));
    expect(required.sort()).toEqual(ids.sort());
  });

  it('nothing creates, deletes or resizes', () => {
    const verbs = /create|delete|destroy|remove|resize|rebuild|restore|attach|detach|snapshot/;
    expect(tools.filter(({ name }) => verbs.test(name))).toEqual([]);
  });

  it('without a token the tools are there all the same, and say what is missing', async () => {
    const reply = await host.call('list_digitalocean_droplets');
    expect(reply.code).toBe('PROVIDER_NOT_AVAILABLE');
    expect(reply.text).toContain('DigitalOcean is not configured: DIGITALOCEAN_TOKEN is not set.');
  });
});
