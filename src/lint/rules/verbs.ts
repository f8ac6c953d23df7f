/** What a tool can be named for, and the power actions that such a name can mean. */
const POWER_VERBS: Readonly<Record<string, readonly string[]>> = {
  power_on: ['power_on'],
  start: ['power_on'],
  boot: ['power_on'],
  power_off: ['power_off'],
  stop: ['power_off', 'shutdown'],
  halt: ['power_off', 'shutdown'],
  shutdown: ['shutdown'],
  shut_down: ['shutdown'],
  reboot: ['reboot'],
  restart: ['reboot'],
  reset: ['reboot'],
  power_cycle: ['reboot'],
  manage: ['power_on', 'power_off', 'shutdown', 'reboot'],
};

/** What no tool of mcm does. */
const FORBIDDEN = new Set([
  ...['attach', 'change', 'create', 'delete', 'deploy', 'destroy', 'detach', 'launch', 'migrate', 'modify'],
  ...['provision', 'rebuild', 'reinstall', 'remove', 'rename', 'resize', 'restore', 'terminate', 'update'],
]);

/** The word or two that a tool's name begins with, after the name of its plugin. */
export function verbOf(tool: string, plugin: string): string {
  const cloud = `${plugin.replaceAll('-', '_')}_`;
  const words = (tool.startsWith(cloud) ? tool.slice(cloud.length) : tool).split('_');
  const two = words.slice(0, 2).join('_');
  return Object.hasOwn(POWER_VERBS, two) ? two : (words[0] ?? '');
}

/** The power actions that a name with this verb can mean; undefined where it is about reading. */
export const actionsOfVerb = (verb: string): readonly string[] | undefined =>
  Object.hasOwn(POWER_VERBS, verb) ? POWER_VERBS[verb] : undefined;

/** True for what no tool of mcm does. */
export const isForbidden = (verb: string): boolean => FORBIDDEN.has(verb);
