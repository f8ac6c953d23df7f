const count = (number: number, name: string): string => `${String(number)} ${name}${number === 1 ? '' : 's'}`;

/** What is said to a person at a terminal who approves, unlocks or confirms. None of it is a word that confirms an action. */
export const terminal = {
  // Times.
  ago: {
    day: (number: number) => `${count(number, 'day')} ago`,
    hour: (number: number) => `${count(number, 'hour')} ago`,
    minute: (number: number) => `${count(number, 'minute')} ago`,
    now: 'less than a minute ago',
  },
  upTo: (clock: string, minutes: number) => `${clock} (in ${count(minutes, 'minute')})`,
  // The person.
  needsPerson: (command: string) =>
    `mcm ${command} needs a person at a terminal: neither its input nor its output may be a pipe or a file. --list works everywhere.`,
  noConfig: (command: string) =>
    `mcm ${command} takes no --config: what it answers lies in the state directory.`,
  whichOne: (last: number) => `Which one? Type its number (1 to ${String(last)}), or press Enter for none: `,
  askAddress: 'Type an IP address of the server, or press Enter to decline: ',
  askName: 'Type the exact name of the server: ',
  askOperation: 'Type the operation you want, in your own word (English or 中文): ',
  // A question that waits.
  asked: (id: string, ago: string) => `${id}, asked ${ago}`,
  server: (facts: readonly string[], status: string | undefined) =>
    `Server: ${facts.join(', ')}${status === undefined ? '' : `; now ${status}`}`,
  facts: {
    provider: (value: string) => `provider ${value}`,
    account: (value: string) => `account ${value}`,
    region: (value: string) => `region ${value}`,
    type: (value: string) => `type ${value}`,
    id: (value: string) => `id ${value}`,
  },
  warning: (sentence: string) => `Warning: ${sentence}`,
  askedBy: (who: string, client: string | undefined) =>
    `Asked by ${who}${client === undefined ? '' : ` through ${client}`}`,
  nothingWaits: 'Nothing waits for an approval.',
  notThere: (command: string) =>
    `No question of this id waits: it has expired, was answered already, or is on another state directory. ${command} shows what waits.`,
  neither: 'Nothing was approved or declined.',
  // What comes of it.
  approved: (until: string) =>
    `Approved. Ask the assistant to call again before ${until}; the approval is good for that one call.`,
  declined: 'Declined. Nothing will be done, and the assistant is told so when it calls again.',
  unrecordedApproval: 'The audit trail cannot be written, so nothing was approved.',
  unrecordedDecline: 'The audit trail cannot be written: it does not say that you declined.',
  unrecordedTry: 'The audit trail cannot be written, so nothing can be approved now.',
  values: {
    ip_confirmation: 'the IP address',
    name_confirmation: 'the name',
    operation_confirmation: 'the operation',
  },
  wrong: (values: readonly string[]) =>
    `Wrong: ${values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} and ${values.slice(-1).join()}`}. Nothing was approved.`,
  triesLeft: (left: number) =>
    `${left === 1 ? 'After one more wrong try' : `After ${String(left)} more wrong tries`} the power of this server is locked.`,
  gone: (command: string) =>
    `This question is not there any more: it has expired, was answered already, or was put anew because the server changed. Nothing was approved. ${command} shows what waits now.`,
  locked: (until: string, command: string) =>
    `After too many wrong confirmations the power of this server is locked until ${until}. ${command} in a terminal unlocks it.`,
  // What is locked.
  nothingLocked: 'Nothing is locked, and no power action is under way.',
  notLocked: (command: string) =>
    `Nothing is locked or under way on such a server. ${command} shows what is.`,
  lockedUntil: (until: string) => `Locked until ${until}: too many wrong confirmations.`,
  begun: {
    here: {
      gone: (ago: string, pid: number) =>
        `A power action was begun ${ago} by process ${String(pid)} on this machine; its process is gone, so the next action will not wait for it.`,
      runs: (ago: string, pid: number) =>
        `A power action was begun ${ago} by process ${String(pid)} on this machine; its process may still run.`,
    },
    elsewhere: {
      gone: (ago: string, pid: number) =>
        `A power action was begun ${ago} by process ${String(pid)} on another machine; its process is gone, so the next action will not wait for it.`,
      runs: (ago: string, pid: number) =>
        `A power action was begun ${ago} by process ${String(pid)} on another machine; its process may still run.`,
    },
  },
  mayBeUnderWay:
    'Warning: the action may still be under way. Once this is unlocked, another one can be sent to the same server.',
  typeUnlock: 'Type unlock to do it, or press Enter to leave it as it is: ',
  unlocked: 'Unlocked.',
  nothingUnlocked: 'Nothing was unlocked.',
  unrecordedUnlock: 'The audit trail cannot be written, so nothing was unlocked.',
  endedAlready: 'It has ended already, or has changed since you looked. Nothing was unlocked.',
};
