import { isAddress } from './arguments.js';
import { named, quoted, where } from './message.js';
import type { Given, HasTool } from './prompt.js';

/** The tool that every prompt about one instance needs. */
export const LOOK = 'get_instance_by_provider';

/** The step that finds the instance a prompt is about, by the tools there are for what was given. */
export function findInstance({ instance = '', provider }: Given, has: HasTool): string {
  const ways = isAddress(instance)
    ? where(
        has,
        'get_instance_info',
        `call get_instance_info with ${named({ ip_address: instance, provider })}`,
      )
    : where(
        has,
        'list_instances',
        `call list_instances with ${named({ provider, name: instance })} for a name`,
      );
  const byId =
    provider === undefined
      ? `call ${LOOK} with identifier ${quoted(instance)} and the provider that the user names`
      : `call ${LOOK} with ${named({ provider, identifier: instance })}`;
  const [first, ...others] = isAddress(instance) && ways.length > 0 ? ways : [...ways, byId];
  return [
    `Find the server: ${[first, ...others].join('; or ')}.`,
    'Where none or several fit, tell the user which there are and ask which one is meant. Never guess.',
  ].join(' ');
}
