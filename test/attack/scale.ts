/** Whether the long version of the attack suites runs: `npm run test:hard`. */
const HARD = process.env['MCM_HARD'] === '1';

/** How much of something a suite does: much where it may take minutes, less where every run pays for it. */
export const scale = (hard: number, usual: number): number => (HARD ? hard : usual);

/** Says what a suite did, as one line on stderr. Call it once, at its end, also where it failed. */
export function report(line: string): void {
  process.stderr.write(`${line}\n`);
}
