import type { Monitoring, Shown } from './answer.js';
import { leftOf, type Style } from './drawing.js';
import { element } from './elements.js';
import { Figure } from './figure.js';
import { rangeOf } from './time-axis.js';
import { lengthOf, timesOf } from './times.js';
import { zoneOf } from './zone.js';

/** The viewer's language and time zone; undefined is what the browser has. */
export interface Viewer {
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
}

/** Shows one result in `node` and gives the charts in it; `said` reads out. */
export function show(
  node: Element,
  shown: Shown,
  viewer: Viewer,
  said: (text: string) => void,
): readonly Figure[] {
  if (shown.kind === 'message') {
    node.replaceChildren(element('p', { class: shown.failed ? 'message failed' : 'message' }, [shown.text]));
    return [];
  }
  const { monitoring } = shown;
  const style = styleOf(monitoring, viewer);
  const figures: Figure[] = [];
  const looked = (at: number | undefined): void => {
    for (const figure of figures) figure.mark(at);
  };
  if (style) figures.push(...monitoring.series.map((series) => new Figure(series, style, { looked, said })));
  const asked = lengthOf(monitoring.hours * 3600);
  node.replaceChildren(
    head(monitoring, asked, style),
    ...(figures.length === 0
      ? [element('p', { class: 'message' }, [`There is no data for the last ${asked}.`])]
      : [
          element(
            'div',
            { class: 'figures' },
            figures.map((figure) => figure.node),
          ),
        ]),
    ...notes(monitoring.notes),
  );
  return figures;
}

function styleOf({ hours, series, resolution }: Monitoring, viewer: Viewer): Style | undefined {
  const range = rangeOf({ hours, series });
  if (!range) return undefined;
  const zone = zoneOf(viewer.timeZone);
  const { locale } = viewer;
  const times = timesOf(range, zone, locale);
  return { range, resolution, zone, locale, times, left: leftOf(series, locale) };
}

function head(
  { name, instanceId, resolution }: Monitoring,
  asked: string,
  style: Style | undefined,
): Element {
  const facts = [
    `Last ${asked}`,
    ...(style && resolution !== undefined ? [`measured every ${lengthOf(resolution)}`] : []),
    ...(style ? [`times in ${style.times.zone}`] : []),
  ];
  return element('header', {}, [
    element('h1', {}, [name, ...(name === instanceId ? [] : [' ', element('small', {}, [instanceId])])]),
    element('p', { class: 'facts' }, [facts.join(' · ')]),
  ]);
}

function notes(all: readonly string[]): readonly Element[] {
  if (all.length === 0) return [];
  const items = all.map((note) => element('li', {}, [note]));
  return [element('ul', { class: 'notes', 'aria-label': 'Notes' }, items)];
}
