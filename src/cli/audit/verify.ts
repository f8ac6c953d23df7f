import { bootId } from '../../audit/disk.js';
import { trailOnDisk } from '../../audit/files.js';
import { verifyTrail, type TrailReport } from '../../audit/verify.js';
import type { ChainReport } from '../../audit/verify-chain.js';
import type { BadRecord } from '../../audit/walk.js';
import { paintFor, type Paint } from '../hand/paint.js';
import type { Io } from '../io.js';
import { parse } from '../options.js';
import { safeJson, shown } from './format.js';
import { PLACE_OPTIONS, stateDirOf } from './place.js';

/** `mcm audit verify`: whether the trail is as mcm wrote it. Exit code 1 when it is not. */
export async function verify(args: readonly string[], io: Io): Promise<number> {
  const { values } = parse(args, PLACE_OPTIONS);
  const stateDir = stateDirOf(values['state-dir'], io);
  const { ok, chains, unchained } = await verifyTrail(trailOnDisk(stateDir), await bootId());
  const report: TrailReport = { ok, chains, unchained };
  io.stdout.write(values.json === true ? `${safeJson(report, 2)}\n` : said(report, paintFor(io)));
  return ok ? 0 : 1;
}

function said({ ok, chains, unchained }: TrailReport, paint: Paint): string {
  const lines = chains.flatMap((chain) => chainLines(chain, paint));
  for (const { file, records, bad } of unchained) {
    lines.push(
      `${bad ? paint('BAD ', 'red') : 'old '}  ${shown(file)}  ${counted(records, 'line')}, unchained, from an earlier version`,
    );
    if (bad) lines.push(badLine(bad));
  }
  const bad = [...chains, ...unchained].filter((each) => each.bad).length;
  const files = unchained.length === 0 ? '' : ` and ${counted(unchained.length, 'unchained file')}`;
  const all = `${counted(chains.length, 'chain')}${files}`;
  lines.push(ok ? `${all}: as mcm wrote them.` : `${all}, of which ${String(bad)} not as mcm wrote them.`);
  return lines.map((line) => `${line}\n`).join('');
}

const MARKS = { ok: ['ok  ', 'green'], lost: ['lost', 'yellow'], bad: ['BAD ', 'red'] } as const;

function chainLines({ chain, state, records, from, to, notes, bad }: ChainReport, paint: Paint): string[] {
  const [word, colour] = MARKS[state];
  const mark = paint(word, colour);
  const span = from === undefined || to === undefined ? '' : `, ${shown(from)} to ${shown(to)}`;
  const first = `${mark}  ${chain}  ${counted(records, 'record')}${bad ? ' before the first bad one' : ''}${span}`;
  return [first, ...(bad ? [badLine(bad)] : []), ...notes.map((note) => `      note: ${shown(note)}`)];
}

function badLine({ file, line, seq, reason }: BadRecord): string {
  const where = [line !== undefined && `line ${String(line)}`, seq !== undefined && `record ${String(seq)}`];
  return `      ${[shown(file), ...where].filter(Boolean).join(', ')}: ${shown(reason, 500)}`;
}

const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;
