import type { ReadResourceResult, Resource } from '@modelcontextprotocol/sdk/types.js';
import type { ServedHost } from '../call/served.js';
import { MONITORING_VIEW } from '../call/views.js';
import { PAGE_TYPE } from './apps.js';

/** A page that a client shows what a tool answered with. It comes with mcm and holds no data: the client hands it the answer. */
interface Page extends Resource {
  readonly load: () => Promise<string>;
}

/** Nothing is asked of the host but a border: no other origin, no camera, no clipboard. */
const ui = { csp: {}, prefersBorder: true };

const PAGES: readonly Page[] = [
  {
    uri: MONITORING_VIEW,
    name: 'monitoring-chart',
    title: 'Monitoring chart',
    description: 'Shows what a monitoring tool answered as charts. For clients that show pages (MCP Apps).',
    load: async () => (await import('../chart/page.js')).PAGE,
  },
];

/** The pages of the tools that are offered. */
export function listedPages(host: ServedHost): readonly Resource[] {
  const wanted = new Set(host.tools().map(({ name }) => host.view(name)));
  return PAGES.filter(({ uri }) => wanted.has(uri)).map(({ load: _, ...page }) => ({
    ...page,
    mimeType: PAGE_TYPE,
    _meta: { ui },
  }));
}

/** A page by its URI; undefined for one that is none. It is the same for everyone, so reading it is no call of a tool. */
export async function readPage(uri: string): Promise<ReadResourceResult | undefined> {
  const page = PAGES.find((each) => each.uri === uri);
  if (!page) return undefined;
  return { contents: [{ uri, mimeType: PAGE_TYPE, text: await page.load(), _meta: { ui } }] };
}
