import type { Series } from './answer.js';
import type { Style } from './drawing.js';
import { element } from './elements.js';
import { written } from './numbers.js';
import { unitOf } from './units.js';

/** Least, mean, greatest and last value. */
export function summaryTable(title: string, series: Series, { locale }: Style): HTMLElement {
  const unit = unitOf(series.unit);
  const values = [series.min, series.avg, series.max, series.last];
  return table(
    `${title}, in short`,
    ['Min', 'Avg', 'Max', 'Last'],
    [values.map((value) => written(value, unit, locale))],
  );
}

/** Every point, newest first. The rows are made when somebody wants to see them. */
export function valuesTable(title: string, { unit: name, points }: Series, style: Style): HTMLElement {
  const unit = unitOf(name);
  const details = element('details', {}, [
    element('summary', {}, ['Values', element('span', { class: 'unseen' }, [` of ${title}`])]),
  ]);
  const rows = (): readonly (readonly string[])[] =>
    points.map(([at, value]) => [style.times.point(at), written(value, unit, style.locale)]).toReversed();
  details.addEventListener(
    'toggle',
    () => details.append(table(`${title}, every point`, ['Time', 'Value'], rows())),
    { once: true },
  );
  return details;
}

function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLTableElement {
  return element('table', {}, [
    element('caption', { class: 'unseen' }, [caption]),
    element('thead', {}, [row(heads.map((head) => element('th', { scope: 'col' }, [head])))]),
    element(
      'tbody',
      {},
      rows.map((cells) => row(cells.map((cell) => element('td', {}, [cell])))),
    ),
  ]);
}

const row = (cells: readonly Element[]): HTMLTableRowElement => element('tr', {}, cells);
