import type { SuggestionKind } from '../call/suggestions.js';

/** What the variables of a URI stand for. */
export type Values = Readonly<Record<string, string>>;

/** Something to read under a URI. A tool gives what is read, so everything that holds for calls of it holds here. */
export interface Resource {
  /** What stands behind `mcm://`, part by part; `{x}` is a variable. */
  readonly path: readonly string[];
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Without it the resource is not offered. */
  readonly tool: string;
  /** The arguments of the tool. */
  readonly input: (values: Values) => Values;
  /** What may be suggested for each variable. */
  readonly completes: Readonly<Record<string, SuggestionKind>>;
  /** Its title for one cloud: a template that is also listed once for each. */
  readonly titleFor?: (cloud: string) => string;
}

/** All there are. Those with a variable are listed as templates. */
export const RESOURCES: readonly Resource[] = [
  {
    path: ['status'],
    name: 'status',
    title: 'System status',
    description: 'Whether mcm works fully: clouds, read-only mode, safety features, audit, notices.',
    tool: 'get_system_status',
    input: () => ({}),
    completes: {},
  },
  {
    path: ['instances'],
    name: 'instances',
    title: 'Instances on every cloud',
    description:
      'The first hundred instances of every configured cloud, account and region. Where there are more, note says how to go on.',
    tool: 'list_instances',
    input: () => ({}),
    completes: {},
  },
  {
    path: ['audit', 'recent'],
    name: 'recent-operations',
    title: 'Recent power operations',
    description:
      'The last fifty power operations in the audit trail, newest first, refusals and challenges too.',
    tool: 'get_operation_history',
    input: () => ({}),
    completes: {},
  },
  {
    path: ['instances', '{provider}'],
    name: 'instances-on',
    title: 'Instances on one cloud',
    description: 'The first hundred instances of one cloud. Where there are more, note says how to go on.',
    tool: 'list_instances',
    input: ({ provider = '' }) => ({ provider }),
    completes: { provider: 'provider' },
    titleFor: (cloud) => `Instances on ${cloud}`,
  },
  {
    path: ['instances', '{provider}', '{id}'],
    name: 'instance',
    title: 'One instance',
    description: 'One instance with its details, by the id that its cloud gave it, or by an address.',
    tool: 'get_instance_by_provider',
    input: ({ provider = '', id = '' }) => ({ provider, identifier: id }),
    completes: { provider: 'provider', id: 'id' },
  },
];
