/**
 * @typedef {object} Summary
 * @property {string} name
 * @property {number} median
 * @property {number} min
 * @property {number} max
 */

/**
 * What came out of a scenario. `ratio` is the first target's median over the last one's.
 *
 * @param {import('./run.mjs').Scenario} scenario
 * @param {readonly import('./client.mjs').Target[]} targets
 * @param {Readonly<Record<string, readonly number[]>>} figures
 */
export function summarise({ name, title, unit }, targets, figures) {
  const series = targets.map((target) => summary(target.name, figures[target.name] ?? []));
  const ratio = (series[0]?.median ?? NaN) / (series.at(-1)?.median ?? NaN);
  return { name, title, unit, series, ratio };
}

/**
 * @param {string} name
 * @param {readonly number[]} figures
 * @returns {Summary}
 */
function summary(name, figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
  return { name, median, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN };
}

/** @param {readonly ReturnType<typeof summarise>[]} results */
export function table(results) {
  return results
    .flatMap(({ title, unit, series, ratio }) => [
      `${title} (${unit})`,
      row('', 'median', 'min', 'max'),
      ...series.map(({ name, median, min, max }) =>
        row(name, median.toFixed(1), min.toFixed(1), max.toFixed(1)),
      ),
      row('ratio', ratio.toFixed(2)),
      '',
    ])
    .join('\n')
    .trimEnd();
}

/**
 * @param {string} name
 * @param {string[]} cells
 */
function row(name, ...cells) {
  return `  ${name.padEnd(18)}${cells.map((cell) => cell.padStart(9)).join('')}`;
}
