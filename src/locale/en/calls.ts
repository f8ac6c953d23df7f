/** What the pipeline and its stages say of a call. */
export const calls = {
  noSuchTool: (name: string, near: string | undefined) =>
    `There is no tool ${name}. ${near === undefined ? '`mcm tools` lists them.' : `Did you mean ${near}?`}`,
  failedInside: 'The call failed inside mcm.',
  toolFailed: (tool: string, plugin: string) => `${tool} failed inside mcm or its plugin ${plugin}.`,
  cancelled: 'The call was cancelled.',
  cancelledUnsent: 'The call was cancelled before anything was sent.',
  tooLong: (seconds: number) => `It took longer than ${String(seconds)} s and was stopped.`,
  tooOften: (tool: string, perMinute: number, seconds: number) =>
    `${tool} was called ${String(perMinute)} times within a minute; wait ${String(seconds)} s.`,
  withoutPermit: 'A power tool was reached without a permit.',
  misfit: (tool: string, path: string, message: string) =>
    `${tool} returned what its output schema forbids (${path}: ${message}).`,
  states: (message: string, before: string, now: string) =>
    `${message} State before: ${before}; now: ${now}.`,
  // Not offered here.
  untrusted: (file: string, command: string) =>
    `mcm is read-only here: ${file} is not trusted. Look at it, then run \`${command}\` in its directory.`,
  readOnly: 'mcm is read-only here: it was started with readOnly or --read-only.',
  excluded: (tool: string) => `${tool} is not offered by this host: it is excluded.`,
  generalOnly: (tool: string) =>
    `${tool} is not offered by this host, which has the general tools only; they do the same on every cloud.`,
  // The target.
  noInstanceId: (id: string, provider: string, form: string) =>
    `${id} is not an instance id of ${provider}; expected ${form}.`,
  noActions: (provider: string) => `${provider} is read-only in mcm: it has no power actions.`,
  noSuchAction: (provider: string, action: string, actions: readonly string[]) =>
    `${provider} has no ${action}; it can do ${actions.join(', ')}. Nothing else was done instead.`,
  forceIsForReboot: 'force: it goes with a reboot only; leave it out, or use the action reboot.',
  noForcedReboot: (provider: string) => `${provider} has no forced reboot.`,
  // Policies.
  policyRefuses: (policy: string, reason: string) => `The policy ${policy} refuses this: ${reason}`,
  byPolicy: (reason: string, policy: string) => `${reason} (policy ${policy})`,
  policyFailed: 'it failed, so the call is refused.',
  policyLate: 'it did not answer in time, so the call is refused.',
  policyNonsense: 'its answer is not a decision, so the call is refused.',
  policyNoReason: 'its answer is no reason, so the instance is refused.',
  policyFailedOn: 'it failed, so the instance is refused.',
  policyUncounted: 'it could not say how much this uses up, so the call is refused.',
  hours: (number: number) => `${String(number)} h`,
  minutes: (number: number) => `${String(number)} min`,
  tooMany: (before: number, span: string, count: number, next: string | undefined) =>
    `${String(before)} power actions were sent within ${span}, and no more than ${String(count)} may be.${next === undefined ? '' : ` The next can be sent after ${next}.`}`,
  // Safety.
  needsState: (status: string, states: readonly string[]) =>
    `The instance is ${status}; this action needs it to be ${states.join(' or ')}.`,
  stateUnknown: 'Its state is unknown to mcm.',
  production: {
    tags: 'It is marked as production, by its tags.',
    name: 'It is marked as production, by its name.',
    hostname: 'It is marked as production, by its hostname.',
    host_name: 'It is marked as production, by its host name.',
    label: 'It is marked as production, by its label.',
  },
  large: (vcpus: number | undefined, gib: number | undefined) => {
    const size = [
      ...(vcpus === undefined ? [] : [`${String(vcpus)} vCPUs`]),
      ...(gib === undefined ? [] : [`${String(gib)} GiB`]),
    ];
    return `It is a large instance${size.length > 0 ? ` (${size.join(', ')})` : ''}.`;
  },
  // The guard.
  underWay: 'Another power action on this instance is under way. Nothing was done.',
  lostTurn: 'This call lost its turn on the instance before anything was sent. Nothing was done.',
  gone: 'The instance is gone. Nothing was done.',
  changed: (facts: readonly string[]) =>
    `The instance changed between the check and the act (${facts.join(', ')}). Nothing was done.`,
  noAudit: 'The audit trail cannot be written, so power actions are refused. Nothing was done.',
  dryRunPassed: 'Dry run: every check passed and the action would be sent. Nothing was done.',
  dryRunArguments:
    'Dry run: the checks passed so far; the confirmations would be asked for next. Nothing was done.',
  dryRunPerson: 'Dry run: the checks passed so far; a person would be asked next. Nothing was done.',
  reportIt: 'Report it to the author of the plugin.',
  reportToAuthor: (plugin: string) => `Report it to the author of the plugin ${plugin}.`,
};
