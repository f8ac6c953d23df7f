/**
 * @typedef {object} Summary
 * @property {string} name
 * @property {number} median
 * @property {number} min
 * @property {number} max
 * @property {number} ratio its median over that of the last target
 */

/**
 * What came out of a scenario.
 *
 * @param {import('./run.mjs').Scenario} scenario
 * @param {readonly import('./client.mjs').Target[]} targets
 * @param {Readonly<Record<string, readonly number[]>>} figures
 */
export function summarise({ name, title, unit }, targets, figures) {
  const measured = targets.map((target) => summary(target.name, figures[target.name] ?? []));
  const series = measured.map((each) => ({
    ...each,
    ratio: each.median / (measured.at(-1)?.median ?? NaN),
  }));
  return { name, title, unit, series };
}

/**
 * @param {string} name
 * @param {readonly number[]} figures
 * @returns {Omit<Summary, 'ratio'>}
 */
function summary(name, figures) {
  return { name, median: median(figures), min: Math.min(...figures), max: Math.max(...figures) };
}

/** @param {readonly number[]} figures */
export function median(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** @param {readonly ReturnType<typeof summarise>[]} results */
export function table(results) {
  return results
    .flatMap(({ title, unit, series }) => [
      `${title} (${unit})`,
      row('', 'median', 'min', 'max', 'ratio'),
      ...series.map(({ name, median, min, max, ratio }) =>
        row(name, figure(median), figure(min), figure(max), ratio.toFixed(2)),
      ),
      '',
    ])
    .join('\n')
    .trimEnd();
}

/** @param {number} value */
const figure = (value) => value.toFixed(value < 10 ? 2 : 1);

/**
 * @param {string} name
 * @param {string[]} cells
 */
export function row(name, ...cells) {
  return `  ${name.padEnd(18)}${cells.map((cell) => cell.padStart(9)).join('')}`;
}
