import { ACCOUNT, PROVIDER } from './arguments.js';
import { message, named, where } from './message.js';
import type { Prompt } from './prompt.js';

/** What there is, and what looks wrong. */
export const fleetReview: Prompt = {
  name: 'fleet_review',
  title: 'Review the fleet',
  description: 'Goes through the servers of every cloud, or some of them, and tells what looks wrong.',
  arguments: [
    PROVIDER,
    ACCOUNT,
    { name: 'region', description: 'Default: every one', completes: 'region', longest: 40 },
    { name: 'name', description: 'Part of the names', completes: 'name' },
  ],
  needs: ['list_instances'],
  write: ({ provider, account, region, name }, has) => {
    const filters = named({ provider, account, region, name });
    return message(
      ['Review the servers with the tools of mcm.', 'Only look: do not switch the power of anything.'],
      [
        ...where(
          has,
          'get_system_status',
          'Call get_system_status: what limits mcm itself, and which clouds are not available.',
        ),
        `Call list_instances${filters === '' ? '' : ` with ${filters}`}. While an answer has a cursor, call again with the same filters and that cursor, until you have seen all.`,
        'Note what incomplete names: those places could not be asked, and what is there is not known. withheld counts what policies keep from you; leave that alone.',
        'Look for servers that are stopped, in a state unknown or on the way for long, have no tags, have names that do not fit the others, or a public address that others of their kind do not have.',
        ...where(
          has,
          'get_instance_monitoring',
          'For the few that look wrong call get_instance_monitoring with their identifier, provider and account. Do not call it for every server.',
        ),
        ...where(
          has,
          'get_operation_history',
          'Call get_operation_history: what was done lately, and what was refused.',
        ),
        'Tell the user: how many servers there are by cloud, account and status; what looks wrong, the most important first, with the id of each; and what you could not see.',
      ],
    );
  },
};
