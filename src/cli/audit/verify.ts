import { textIn, type Locale } from 'multi-cloud-manager/plugin';
import { bootId } from '../../audit/disk.js';
import { trailOnDisk } from '../../audit/files.js';
import { verifyTrail, type TrailReport } from '../../audit/verify.js';
import type { ChainReport } from '../../audit/verify-chain.js';
import type { BadRecord } from '../../audit/walk.js';
import { auditCommand } from '../../locale/en/audit-command.js';
import { wordsIn } from '../../locale/words.js';
import { paintFor, type Paint } from '../hand/paint.js';
import { padded } from '../hand/table.js';
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
  const look = { locale: io.locale, words: wordsIn(auditCommand, io.locale), paint: paintFor(io) };
  io.stdout.write(values.json === true ? `${safeJson(inEnglish(report), 2)}\n` : said(report, look));
  return ok ? 0 : 1;
}

/** The report for machines: its sentences are the same in every language. */
function inEnglish({ ok, chains, unchained }: TrailReport): TrailReport {
  const bad = <T extends { readonly bad?: BadRecord }>(each: T): T =>
    each.bad ? { ...each, bad: { ...each.bad, reason: textIn(each.bad.reason, 'en') } } : each;
  return {
    ok,
    chains: chains.map((each) => bad({ ...each, notes: each.notes.map((note) => textIn(note, 'en')) })),
    unchained: unchained.map(bad),
  };
}

/** What it is said with. */
interface Look {
  readonly locale: Locale;
  readonly words: typeof auditCommand;
  readonly paint: Paint;
}

function said({ ok, chains, unchained }: TrailReport, look: Look): string {
  const { words } = look;
  const lines = chains.flatMap((chain) => chainLines(chain, look));
  for (const { file, records, bad } of unchained) {
    lines.push(marked(bad ? 'bad' : 'old', words.unchained(shown(file), records), look));
    if (bad) lines.push(badLine(bad, look));
  }
  const bad = [...chains, ...unchained].filter((each) => each.bad).length;
  const all =
    unchained.length === 0
      ? words.chains(chains.length)
      : words.chainsAndFiles(chains.length, unchained.length);
  lines.push(ok ? words.asWritten(all) : words.notAsWritten(all, bad));
  return lines.map((line) => `${line}\n`).join('');
}

const COLOURS = { ok: 'green', lost: 'yellow', bad: 'red', old: undefined } as const;

function chainLines({ chain, state, records, from, to, notes, bad }: ChainReport, look: Look): string[] {
  const { locale, words } = look;
  const span = from === undefined || to === undefined ? '' : words.span(shown(from), shown(to));
  const text = bad ? words.recordsBefore(chain, records) : words.records(chain, records);
  return [
    marked(state, text + span, look),
    ...(bad ? [badLine(bad, look)] : []),
    ...notes.map((note) => `${INDENT}${words.note(shown(textIn(note, locale)))}`),
  ];
}

const badLine = ({ file, line, seq, reason }: BadRecord, { locale, words }: Look): string =>
  `${INDENT}${words.bad(shown(file), line, seq, shown(textIn(reason, locale), 500))}`;

const marked = (mark: keyof typeof COLOURS, text: string, { words, paint }: Look): string =>
  `${paint(padded(words.marks[mark], 4), COLOURS[mark])}  ${text}`;

const INDENT = ' '.repeat(6);
