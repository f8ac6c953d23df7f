import type { Point, Series } from './answer.js';
import { draw, type Drawing, type Style } from './drawing.js';
import { drawn, element } from './elements.js';
import { written } from './numbers.js';
import { Steps } from './steps.js';
import { summaryTable, valuesTable } from './tables.js';
import { titleOf } from './titles.js';
import { unitOf } from './units.js';

/** What a chart tells the page. */
export interface FigureEvents {
  /** A person looks at a moment of this chart, or at none any more. */
  readonly looked: (at: number | undefined) => void;
  /** To be read out. */
  readonly said: (text: string) => void;
}

/** One chart: its title, the line, its least, mean, greatest and last value, and every value as a table. */
export class Figure {
  readonly node: HTMLElement;
  readonly #plot = element('div', { class: 'plot', tabindex: 0, role: 'application' });
  readonly #readout = element('span', { class: 'readout', 'aria-hidden': 'true' });
  readonly #steps: Steps;
  #drawing: Drawing | undefined;
  #marked: SVGGElement | undefined;
  #width = 0;

  constructor(
    private readonly series: Series,
    private readonly style: Style,
    private readonly events: FigureEvents,
  ) {
    const { name, points } = series;
    const title = titleOf(name);
    const heading = element('h2', {}, [element('span', { class: 'title' }, [title]), this.#readout]);
    this.#steps = new Steps(points, style.resolution);
    // As wide as it will get, so that nothing moves while somebody looks around.
    const texts = points.map((point) => this.#read(point).length);
    this.#readout.style.minWidth = `${String(Math.max(0, ...texts) * 0.85)}ch`;
    this.node = element('figure', {}, [heading]);
    if (points.length === 0) {
      this.node.append(element('p', { class: 'message' }, ['No data.']));
      return;
    }
    this.#plot.setAttribute('aria-roledescription', 'chart');
    this.#plot.setAttribute('aria-label', this.#label(title));
    this.node.append(this.#plot, summaryTable(title, series, style), valuesTable(title, series, style));
    this.#plot.addEventListener('keydown', (event) => this.#pressed(event));
    this.#plot.addEventListener('blur', () => this.#look(undefined));
    this.#plot.addEventListener('pointermove', ({ offsetX }) =>
      this.#look(this.#steps.nearest(this.#at(offsetX))),
    );
    this.#plot.addEventListener('pointerdown', ({ offsetX }) =>
      this.#look(this.#steps.nearest(this.#at(offsetX))),
    );
    this.#plot.addEventListener('pointerleave', () => this.#look(undefined));
    this.mark(undefined);
  }

  /** Draws it anew where its width has changed. */
  fit(): void {
    const width = Math.floor(this.#plot.clientWidth);
    if (width === 0 || width === this.#width) return;
    this.#width = width;
    this.#drawing = draw(this.series, width, this.style);
    this.#plot.replaceChildren(this.#drawing.svg);
    this.#marked = undefined;
  }

  /** Shows the point at a moment; the last value where there is none. */
  mark(at: number | undefined): void {
    const point = at === undefined ? undefined : this.#steps.around(at);
    this.#marked?.remove();
    this.#marked = undefined;
    this.#readout.textContent = point
      ? this.#read(point)
      : at === undefined
        ? this.#written(this.series.last)
        : 'no data';
    if (!point || !this.#drawing) return;
    const { svg, x, y, top, bottom } = this.#drawing;
    const [left, height] = [x(point[0]), y(point[1])];
    this.#marked = drawn('g', { class: 'cursor' }, [
      drawn('line', { x1: left, x2: left, y1: top, y2: bottom }),
      drawn('circle', { cx: left, cy: height, r: 4 }),
    ]);
    svg.append(this.#marked);
  }

  #pressed(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      this.#look(undefined);
      return;
    }
    const step = this.#steps.pressed(event.key);
    if (!step) return;
    event.preventDefault();
    this.#look(step.index);
    const gap = step.afterGap ? 'After a gap: ' : '';
    const [at, value] = step.point;
    this.events.said(`${gap}${this.style.times.point(at)}, ${this.#written(value)}`);
  }

  #look(index: number | undefined): void {
    this.#steps.index = index;
    this.events.looked(index === undefined ? undefined : this.series.points[index]?.[0]);
  }

  /** The moment under a place of the plot. */
  #at(left: number): number {
    const { start, end } = this.style.range;
    if (!this.#drawing) return end;
    const [from, to] = [this.#drawing.x(start), this.#drawing.x(end)];
    return start + ((left - from) / (to - from)) * (end - start);
  }

  #label(title: string): string {
    const { min, avg, max, last } = this.series;
    const of = (value: number): string => this.#written(value);
    return `${title}: from ${of(min)} to ${of(max)}, on average ${of(avg)}, last ${of(last)}. Left and right arrow keys read its points.`;
  }

  #read([at, value]: Point): string {
    return `${this.style.times.point(at)} · ${this.#written(value)}`;
  }

  #written(value: number): string {
    return written(value, unitOf(this.series.unit), this.style.locale);
  }
}
