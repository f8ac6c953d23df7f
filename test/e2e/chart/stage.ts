import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';

/** The pages are made up: nothing listens there, and the browser is handed both. */
const HOST = 'http://host.test/';
const VIEW = 'http://view.test/';

/** What MCP Apps has a client enforce for a page that asks for no other origin. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; connect-src 'none'";

/** A client that shows the page, in a browser. */
export interface Stage {
  readonly page: Page;
  /** The document of the page. */
  readonly view: FrameLocator;
  /** Errors of either page, and requests for anything but the two. */
  readonly faults: readonly string[];
  /** What the page said of itself. */
  readonly opened: unknown;
  /** Tells the client to do something; see host/host.ts. */
  readonly host: (what: string, ...given: readonly unknown[]) => Promise<unknown>;
  /** Works out an expression within the page. */
  readonly inside: (expression: string) => Promise<unknown>;
}

/** Bundles the client that plays the host. */
export async function hostScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('host/host.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** Opens a client and the page in it. */
export async function openStage(
  context: BrowserContext,
  html: string,
  script: string,
  options: { readonly width?: number; readonly hostContext?: object } = {},
): Promise<Stage> {
  const page = await context.newPage();
  await page.setViewportSize({ width: options.width ?? 760, height: 900 });
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  const contentType = 'text/html; charset=utf-8';
  await page.route('**/*', async (route) => {
    const [url = ''] = route.request().url().split('#');
    if (url === VIEW)
      await route.fulfill({ body: html, contentType, headers: { 'content-security-policy': POLICY } });
    else if (url === HOST)
      await route.fulfill({
        body: `<!doctype html><link rel="icon" href="data:,"><style>body{margin:0}iframe{border:0;width:100%}</style><body></body>`,
        contentType,
      });
    else {
      faults.push(`asked for ${url}`);
      await route.abort();
    }
  });
  await page.goto(`${HOST}#${encodeURIComponent(JSON.stringify(options.hostContext ?? {}))}`);
  await page.addScriptTag({ content: script });
  const host: Stage['host'] = (what, ...given) =>
    page.evaluate(`host.${what}(${given.map((each) => JSON.stringify(each)).join(', ')})`);
  const opened = await host('open', VIEW);
  return {
    page,
    view: page.frameLocator('iframe'),
    faults,
    host,
    opened,
    inside: async (expression) => {
      const frame = page.frames().find((each) => each.url() === VIEW);
      if (!frame) throw new Error('The page is not loaded.');
      return frame.evaluate(expression);
    },
  };
}
