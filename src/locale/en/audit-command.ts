const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** What `mcm audit` says beside what stands in the trail. */
export const auditCommand = {
  // A record in columns.
  approvalOf: (action: string, via: string) => `approval of ${action} by ${via}`,
  unlock: 'unlock',
  start: 'start of a chain',
  after: (chain: string) => `after ${chain}`,
  first: 'the first',
  checkpoint: 'checkpoint',
  removed: (chains: number) => `${String(chains)} old chains removed`,
  nothing: 'Nothing.',
  // All of a call.
  labels: {
    call: 'call',
    record: 'record',
    tool: 'tool',
    target: 'target',
    action: 'action',
    principal: 'principal',
    client: 'client',
    reason: 'reason',
    arguments: 'arguments',
    decision: 'decision',
    confirmation: 'confirmation',
    state: 'state',
    operation: 'operation',
    request: 'request',
    message: 'message',
    took: 'took',
  },
  record: (seq: number, pid: number, machine: string | undefined) =>
    `${String(seq)} of process ${String(pid)}${machine === undefined ? '' : ` on ${machine}`}`,
  confirmed: {
    required: (level: string) => `${level} required`,
    via: (way: string) => `via ${way}`,
    person: (answer: string) => `the person ${answer}`,
    by: (who: string) => `answered by ${who}`,
    right: (names: string) => `right: ${names}`,
    wrong: (names: string) => `wrong: ${names}`,
    missing: (names: string) => `missing: ${names}`,
  },
  // Whether it is as it was written.
  marks: { ok: 'ok', lost: 'lost', bad: 'BAD', old: 'old' },
  unchained: (file: string, lines: number) =>
    `${file}  ${counted(lines, 'line')}, unchained, from an earlier version`,
  records: (chain: string, records: number) => `${chain}  ${counted(records, 'record')}`,
  recordsBefore: (chain: string, records: number) =>
    `${chain}  ${counted(records, 'record')} before the first bad one`,
  span: (from: string, to: string) => `, ${from} to ${to}`,
  note: (sentence: string) => `note: ${sentence}`,
  bad: (file: string, line: number | undefined, seq: number | undefined, reason: string) =>
    `${file}${line === undefined ? '' : `, line ${String(line)}`}${seq === undefined ? '' : `, record ${String(seq)}`}: ${reason}`,
  chains: (chains: number) => counted(chains, 'chain'),
  chainsAndFiles: (chains: number, files: number) =>
    `${counted(chains, 'chain')} and ${counted(files, 'unchained file')}`,
  asWritten: (all: string) => `${all}: as mcm wrote them.`,
  notAsWritten: (all: string, bad: number) => `${all}, of which ${String(bad)} not as mcm wrote them.`,
  // What is not there, and how it is used.
  leftOut: (problem: string) => `a part of the trail was left out: ${problem}`,
  noCall: (id: string) => `the trail has no call ${id}; mcm audit list shows which there are.`,
  severalCalls: (calls: number, some: readonly string[]) =>
    `${String(calls)} calls begin so, among them ${some.join(', ')}.`,
  outcomes: (known: readonly string[]) => `--outcome is one of ${known.join(', ')}.`,
  count: (option: string) => `--${option} is a whole number from 1 on.`,
  since: '--since is a time like 2026-03-01T12:00:00Z, or 30m, 2h, 7d.',
};
