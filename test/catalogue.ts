/** The tools and their parameters, as people have prompts and scripts on them. Nothing here is renamed; what is new is added. */

/** A parameter of a tool, in the order in which it is published. */
export interface ParameterRow {
  readonly name: string;
  readonly required: boolean;
  /** What it does, in a sentence. */
  readonly text: string;
}

/** A tool. */
export interface ToolRow {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly text: string;
  readonly parameters: readonly ParameterRow[];
}

const must = (name: string, text: string): ParameterRow => ({ name, required: true, text });
const may = (name: string, text: string): ParameterRow => ({ name, required: false, text });

const ACCOUNT = may('account', 'Ask only this one.');
const ITS_ACCOUNT = may('account', 'The account that has it, where several exist.');
const LISTING = [
  may('account', 'List only this one.'),
  may('limit', 'How many in one answer.'),
  may('cursor', 'From the answer before.'),
];
const HOURS = may('hours', '1 to 720, default 1.');
const IP_OR_ID = must('ip_address_or_id', 'An address or the id.');
const DROPLET_ID = must('droplet_id', 'A whole number, as digits too.');
const INSTANCE_ID = must('instance_id', 'In the id format of the provider.');
const POWER = [
  ITS_ACCOUNT,
  may('ip_confirmation', 'An address of the instance, compared as an address.'),
  may('name_confirmation', 'Its name, compared exactly.'),
  may('operation_confirmation', 'A word of the operation, in English or Chinese.'),
  may('wait_seconds', 'Follow the action that long: 0 to 55, default 20.'),
  may('dry_run', 'Everything but the act.'),
  may('reason', 'Free text for the audit.'),
];
const REBOOT = [...POWER, may('force', 'A hard reset where the cloud has one, with its own words.')];

/** Every tool, by the plugin that it comes from; `general` are those that work on every cloud. */
export const CATALOGUE = {
  general: [
    {
      name: 'get_instance_info',
      text: 'The Instance that has an address, whichever cloud, account and region has it.',
      parameters: [
        must('ip_address', 'IPv4 or IPv6, public or private.'),
        may('provider', 'Ask only this one.'),
        ACCOUNT,
      ],
    },
    {
      name: 'get_instance_by_provider',
      text: 'The Instance of a named provider.',
      parameters: [
        must('provider', 'Matched without case.'),
        must('identifier', 'IP or id, told apart by the id format of the provider.'),
        ACCOUNT,
      ],
    },
    {
      name: 'manage_instance_power',
      text: 'Power on any provider: the operation, or a challenge.',
      parameters: [
        must('provider', 'Matched without case.'),
        INSTANCE_ID,
        must('action', 'Power_on, power_off, shutdown or reboot.'),
        ...REBOOT,
      ],
    },
    {
      name: 'list_instances',
      text: 'Instances over every cloud at once, and the scopes that failed.',
      parameters: [
        may('provider', 'List only this one.'),
        may('account', 'List only this one.'),
        may(
          'region',
          'List only this one; refused where every asked cloud says its regions and none has it.',
        ),
        may('status', 'Only instances in this state.'),
        may('name', 'A part of the name, without case.'),
        may('tag', 'A key, or key=value.'),
        may('limit', 'How many in one answer.'),
        may('cursor', 'From the answer before, with the same filters.'),
      ],
    },
    {
      name: 'get_instance_monitoring',
      text: 'The same series for any provider that has metrics.',
      parameters: [
        must('identifier', 'IP or id, told apart by the id format of the provider.'),
        may('provider', 'Ask only this one.'),
        ACCOUNT,
        HOURS,
      ],
    },
    {
      name: 'get_supported_providers',
      text: 'Per provider: display name, description, permissions, operations, accounts, available or why not.',
      parameters: [],
    },
    {
      name: 'get_system_status',
      text: 'Operational or limited, version, counts, per-provider availability, safety features, uptime, audit state.',
      parameters: [],
    },
    {
      name: 'check_provider_availability',
      text: 'Which settings of a provider are present, never their values.',
      parameters: [
        must('provider_name', 'Matched without case.'),
        may('verify', 'One cheap real call for each account.'),
      ],
    },
    {
      name: 'get_operation_history',
      text: 'Power operations from the audit trail, refusals too.',
      parameters: [
        may('provider', 'Only this one.'),
        may('instance_id', 'Only this one.'),
        may('limit', 'How many, the newest first.'),
      ],
    },
  ],
  aws: [
    { name: 'get_aws_instance_info', text: 'One EC2 instance.', parameters: [IP_OR_ID, ACCOUNT] },
    {
      name: 'list_aws_instances',
      text: 'Every EC2 instance of every account and region.',
      parameters: LISTING,
    },
    {
      name: 'get_aws_instance_storage_info',
      text: 'Each volume: device, id, type, size, IOPS, throughput, encryption, state, created.',
      parameters: [INSTANCE_ID, ITS_ACCOUNT],
    },
    {
      name: 'get_aws_instance_monitoring',
      text: 'CPU, network, disk operations and status checks as data.',
      parameters: [INSTANCE_ID, HOURS, ITS_ACCOUNT],
    },
  ],
  digitalocean: [
    { name: 'get_digitalocean_droplet_info', text: 'One droplet.', parameters: [IP_OR_ID, ACCOUNT] },
    {
      name: 'list_digitalocean_droplets',
      text: 'Every droplet of every account, GPU droplets too.',
      parameters: LISTING,
    },
    {
      name: 'get_digitalocean_droplet_monitoring',
      text: 'CPU, memory, load, file systems and bandwidth as data.',
      parameters: [DROPLET_ID, HOURS, ITS_ACCOUNT],
    },
    {
      name: 'get_digitalocean_droplet_actions',
      text: 'What was done to a droplet, newest first.',
      parameters: [DROPLET_ID, may('limit', 'How many, the newest first.'), ITS_ACCOUNT],
    },
    {
      name: 'power_on_digitalocean_droplet',
      text: 'Switches a droplet on.',
      parameters: [DROPLET_ID, ...POWER],
    },
    {
      name: 'power_off_digitalocean_droplet',
      text: 'Cuts the power of a droplet.',
      parameters: [DROPLET_ID, ...POWER],
    },
    {
      name: 'shutdown_digitalocean_droplet',
      text: 'Asks the system of a droplet to stop.',
      parameters: [DROPLET_ID, ...POWER],
    },
    {
      name: 'reboot_digitalocean_droplet',
      text: 'Restarts a droplet.',
      parameters: [DROPLET_ID, ...REBOOT],
    },
  ],
  vultr: [
    { name: 'get_vultr_instance_info', text: 'One Vultr instance.', parameters: [IP_OR_ID, ACCOUNT] },
    {
      name: 'list_vultr_instances',
      text: 'Every Vultr instance of every account and region.',
      parameters: LISTING,
    },
    {
      name: 'get_vultr_instance_bandwidth',
      text: 'Bandwidth by day, with totals and the allowance.',
      parameters: [INSTANCE_ID, ITS_ACCOUNT],
    },
    {
      name: 'power_on_vultr_instance',
      text: 'Switches a stopped Vultr instance on.',
      parameters: [INSTANCE_ID, ...POWER],
    },
    {
      name: 'power_off_vultr_instance',
      text: 'Cuts the power of a Vultr instance.',
      parameters: [INSTANCE_ID, ...POWER],
    },
    {
      name: 'reboot_vultr_instance',
      text: 'Restarts a Vultr instance.',
      parameters: [INSTANCE_ID, ...REBOOT],
    },
  ],
  alibaba: [
    { name: 'get_alibaba_instance_info', text: 'One ECS instance.', parameters: [IP_OR_ID, ACCOUNT] },
    {
      name: 'list_alibaba_instances',
      text: 'Every ECS instance of every account and region.',
      parameters: LISTING,
    },
    {
      name: 'get_alibaba_instance_monitoring',
      text: 'CPU, network and disk as data.',
      parameters: [INSTANCE_ID, HOURS, ITS_ACCOUNT],
    },
    {
      name: 'power_on_alibaba_instance',
      text: 'Starts an ECS instance.',
      parameters: [INSTANCE_ID, ...POWER],
    },
    {
      name: 'power_off_alibaba_instance',
      text: 'Stops an ECS instance by force.',
      parameters: [INSTANCE_ID, ...POWER],
    },
    {
      name: 'reboot_alibaba_instance',
      text: 'Restarts an ECS instance.',
      parameters: [INSTANCE_ID, ...REBOOT],
    },
  ],
} as const satisfies Readonly<Record<string, readonly ToolRow[]>>;

/** The ids of the requirements that a tool and its parameters are. */
export const idsOf = ({ name, parameters }: ToolRow): readonly string[] => [
  `TOOL:${name}`,
  ...parameters.map((parameter) => `PARAM:${name}.${parameter.name}`),
];

/** The rows of these plugins, in their order, as a host that has them offers their tools: the general ones first. */
export const rowsOf = (plugins: readonly (keyof typeof CATALOGUE)[]): readonly ToolRow[] =>
  ['general' as const, ...plugins].flatMap((plugin): readonly ToolRow[] => CATALOGUE[plugin]);

/** Every row. */
export const ALL_ROWS: readonly ToolRow[] = Object.values(CATALOGUE).flat();
