/** What `mcm doctor` says of this machine: its clock, and what mcm keeps on it. */
export const doctorMachine = {
  clock: {
    set: {
      linux:
        'Set the clock: `timedatectl set-ntp true`, as root; in a virtual machine or container that is its host.',
      darwin: 'Set the clock: System Settings, General, Date & Time, set automatically.',
      win32: 'Set the clock: `w32tm /resync` as administrator, or Settings, Time & language.',
      other: 'Set the clock, and switch on its synchronization.',
    },
    beforeInstalled: (now: string) => `The clock says ${now}, which is before mcm was installed here.`,
    nothingToCompare: (now: string) =>
      `It says ${now}. No cloud has answered, so there is nothing to compare it with.`,
    agrees: 'It agrees with the clouds that answered, to half a minute.',
    seconds: (count: number) => `${String(count)} s`,
    minutes: (count: number) => `${String(count)} minutes`,
    behind: (span: string) => `The clock is ${span} behind those of the clouds that answered`,
    ahead: (span: string) => `The clock is ${span} ahead of those of the clouds that answered`,
    notable: (found: string) => `${found}; five minutes would be too much.`,
    refused: (found: string) => `${found}; signed requests are refused for that.`,
  },
  state: {
    follow: 'Do what it says; until then mcm refuses power actions and keeps no audit.',
    cannotWrite: (directory: string, code: string) => `${directory} cannot be written (${code}).`,
    cannotMake: (directory: string, place: string, code: string) =>
      `${directory} cannot be made: ${place} cannot be written (${code}).`,
    makeWritable: (place: string) =>
      `Make ${place} writable for your user, or set MCM_STATE_DIR to a directory of your own.`,
    notYet: (directory: string) => `${directory} is not there yet; it is made when it is needed.`,
    open: (directory: string, mode: string) =>
      `${directory} has mode ${mode}: others on this machine may look into it.`,
    run: (command: string) => `Run \`${command}\`.`,
    well: (directory: string) => `${directory} is yours alone and can be written.`,
    shared: (directory: string, system: string) =>
      `${directory} lies on a file system that is shared over the network (${system}); mcm's locks are made for one machine's disk.`,
    ownDisk:
      'Set MCM_STATE_DIR to a directory on a disk of this machine. Several machines share state through a plugin (`stateStore`).',
    free: (mib: number) => `${String(mib)} MiB free.`,
    scarce: (directory: string, mib: number) =>
      `${directory} has ${String(mib)} MiB free; without room for the audit mcm refuses power actions.`,
    makeRoom: 'Make room, or set `audit.keepDays` in the config so that old records are removed.',
  },
  held: {
    locked: (targets: readonly string[]) => `Locked after wrong confirmations: ${targets.join(', ')}.`,
    unlock: 'Wait 15 minutes, or let a person run `mcm unlock`.',
    left: (targets: readonly string[]) =>
      `A power action was under way when its process ended: ${targets.join(', ')}.`,
    lookAtServer:
      'Look at the server itself. The next action does not wait for it; `mcm unlock` takes the mark away.',
    nothingLocked: 'No server is locked.',
    underWay: (targets: readonly string[]) => `Under way now: ${targets.join(', ')}. Nothing is locked.`,
    nothingWaits: 'Nothing waits for a person.',
    request: (action: string, target: string) => `${action} on ${target}`,
    waiting: (requests: readonly string[]) => `Waiting for a person: ${requests.join(', ')}.`,
    approve: 'Run `mcm approve` in a terminal, or let it expire.',
    unreadable: 'Do what it says. While the state cannot be read, mcm refuses every power action.',
  },
  audit: {
    cannotWrite: 'Do what it says; while the audit cannot be written, mcm refuses power actions.',
    none: (directory: string) => `No record yet in ${directory}.`,
    tooLong: (directory: string) => `The newest chain in ${directory} is long, so it was not gone through.`,
    verify: '`mcm audit verify` does that.',
    well: (records: number, last: string | undefined) =>
      `The newest chain is as mcm wrote it: ${String(records)} ${records === 1 ? 'record' : 'records'}${last === undefined ? '' : `, the last at ${last}`}.`,
    bad: (chain: string, file: string, reason: string) =>
      `The newest chain, ${chain}, is not as mcm wrote it: ${file}: ${reason}.`,
    keepCopy: (directory: string) =>
      `Keep a copy of ${directory} before anything else; \`mcm audit verify\` says all that is wrong.`,
  },
};
