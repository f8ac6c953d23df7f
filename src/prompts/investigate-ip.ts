import { isAddress, PROVIDER } from './arguments.js';
import { message, named, quoted, where } from './message.js';
import type { Prompt } from './prompt.js';

/** Whose address it is, and how that server is. */
export const investigateIp: Prompt = {
  name: 'investigate_ip',
  title: 'Investigate an IP address',
  description: 'Finds which cloud, account and region has an address, and tells how that server is.',
  arguments: [
    {
      name: 'ip_address',
      description: 'IPv4 or IPv6, public or private',
      required: true,
      longest: 100,
      completes: 'address',
      expects: {
        test: isAddress,
        sentence: 'expected an IPv4 or IPv6 address, like 203.0.113.7 or 2001:db8::7.',
      },
    },
    PROVIDER,
    { name: 'concern', description: 'What is wrong, or what you want to know', longest: 500 },
  ],
  needs: ['get_instance_info'],
  write: ({ ip_address = '', provider, concern }, has) =>
    message(
      [
        `Find out about the IP address ${quoted(ip_address)} with the tools of mcm.`,
        ...(concern === undefined ? [] : [`The user's concern: ${quoted(concern)}.`]),
        'Only look: do not switch the power of anything.',
      ],
      [
        `Call get_instance_info with ${named({ ip_address, provider })}. It says which cloud, account and region has the address. A private address may mean several servers (matches): go on with each.`,
        [
          'Where nobody has it, tell the user what the answer says: who was asked, and whose network it is in. Where somebody could not be asked, say that it may be there.',
          ...where(
            has,
            'check_provider_availability',
            'Then call check_provider_availability with that provider_name and verify true, and tell what is missing.',
          ),
        ].join(' '),
        ...where(
          has,
          'get_instance_monitoring',
          'Call get_instance_monitoring with the identifier, provider and account of the server. OPERATION_NOT_SUPPORTED means that its cloud has no metrics here: say so.',
        ),
        ...where(
          has,
          'get_operation_history',
          'Call get_operation_history with the provider and instance_id: what was done to it through mcm, and what was refused.',
        ),
        'Tell the user: whose address it is, the state of the server, what is unusual about it, and what you could not find out. Say where each fact comes from.',
      ],
    ),
};
