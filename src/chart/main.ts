import { shownOf, type Shown } from './answer.js';
import type { Figure } from './figure.js';
import { connect } from './host.js';
import { applyTheme } from './theme.js';
import { show, type Viewer } from './view.js';

/** Put in by the build. */
declare const __MCM_VERSION__: string;

const view = document.querySelector('#view');
const announcer = document.querySelector('#announcer');
if (view && announcer) start(view, announcer);

function start(node: Element, live: Element): void {
  let viewer: Viewer = { locale: undefined, timeZone: undefined };
  let shown: Shown | undefined;
  let figures: readonly Figure[] = [];

  const render = (): void => {
    if (!shown) return;
    figures = show(node, shown, viewer, (text) => {
      live.textContent = text;
    });
    fit();
  };
  const fit = (): void => {
    for (const figure of figures) figure.fit();
  };
  const message = (text: string): void => {
    shown = { kind: 'message', text, failed: false };
    render();
  };

  const host = connect(
    {
      context(context) {
        applyTheme(context);
        const next = viewerOf(context, viewer);
        if (next.locale === viewer.locale && next.timeZone === viewer.timeZone) return;
        viewer = next;
        render();
      },
      result(result) {
        shown = shownOf(result);
        render();
      },
      cancelled: () => message('The call was cancelled.'),
      failed: () => message('This page needs a client that shows it (MCP Apps).'),
    },
    __MCM_VERSION__,
  );

  new ResizeObserver(() => {
    fit();
    const { height } = node.getBoundingClientRect();
    host.resized(window.innerWidth, Math.ceil(height));
  }).observe(node);
}

/** A language that this browser does not know counts as none. */
function viewerOf({ locale, timeZone }: Readonly<Record<string, unknown>>, before: Viewer): Viewer {
  return {
    locale: typeof locale === 'string' && isLocale(locale) ? locale : before.locale,
    timeZone: typeof timeZone === 'string' ? timeZone : before.timeZone,
  };
}

function isLocale(locale: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}
