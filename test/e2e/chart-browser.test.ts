import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { EMPTY, FAILED, FULL } from './chart/answers.js';
import { browserPath, openBrowser } from './chart/browser.js';
import { chartServer, readPage } from './chart/server.js';
import { hostScript, openStage, type Stage } from './chart/stage.js';

const chromium = browserPath();
const title = chromium
  ? 'the chart in Chromium [RULE:CHART]'
  : 'the chart in Chromium: skipped, there is none on the PATH (install it, or name it in CHROMIUM_PATH)';
/** Where to put pictures for somebody to look at, if anywhere. */
const pictures = process.env['MCM_TEST_PICTURES'];

// Without a browser there is nothing to test in; continuous integration installs one.
(chromium ? describe : describe.skip)(title, () => {
  let context: BrowserContext;
  let html: string;
  let script: string;
  let real: Readonly<Record<string, unknown>>;
  let stage: Stage | undefined;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const server = await chartServer();
    html = await readPage(server.client);
    const input = { identifier: '123456', provider: 'digitalocean', hours: 6 };
    real = await server.client.callTool({ name: 'get_instance_monitoring', arguments: input });
    await server.close();
    script = await hostScript();
    const browser = await openBrowser(chromium ?? '');
    ({ context } = browser);
    closing.push(browser.close);
  }, 120_000);

  afterEach(async () => {
    const faults = stage?.faults;
    await stage?.page.close();
    stage = undefined;
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  /** A client with the page in it, which was told of a result. */
  async function staged(
    result: object | undefined,
    hostContext: object = {},
    options: { readonly width?: number } = {},
  ): Promise<Stage> {
    stage = await openStage(context, html, script, { ...options, hostContext });
    if (result) {
      await stage.host('result', result);
      await stage.view.locator('h1, .message:not(:text("Waiting"))').first().waitFor();
    }
    return stage;
  }
  async function picture({ page }: Stage, name: string): Promise<void> {
    if (!pictures) return;
    await mkdir(pictures, { recursive: true });
    const { height } = (await page.locator('iframe').boundingBox()) ?? { height: 900 };
    await page.setViewportSize({ width: page.viewportSize()?.width ?? 760, height: Math.ceil(height) });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
  const chart = ({ view }: Stage, name: string) => view.getByRole('application', { name });
  const figure = ({ view }: Stage, name: string) => view.getByRole('figure').filter({ hasText: name });

  it('greets the client as MCP Apps has it, waits, and knows no other method', async () => {
    const { opened, view, host } = await staged(undefined);
    expect(opened).toMatchObject({
      app: { name: 'multi-cloud-manager-chart', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      capabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
    });
    expect(await view.locator('#view').textContent()).toBe('Waiting for the data…');
    expect(await host('listTools')).toContain('Method not found');
    expect(await host('close')).toEqual({});
  });

  it('shows what a tool really answered', async () => {
    const at = await staged(real, { timeZone: 'Europe/Berlin' });
    expect(await at.view.getByRole('heading', { level: 1 }).textContent()).toBe('web-server-01 123456');
    expect(await at.view.locator('.facts').textContent()).toMatch(
      /^Last 6 hours · measured every .* · times in Europe\/Berlin \(UTC\+[12]\)$/,
    );
    const titles = await at.view.getByRole('heading', { level: 2 }).locator('.title').allTextContents();
    expect(titles).toEqual(
      expect.arrayContaining(['CPU used', 'Memory used', 'Load 1', 'Filesystem used /']),
    );
    expect(await at.view.locator('.line').count()).toBe(titles.length);
    await picture(at, 'real');
  });

  it('has axes with units and the time of the zone that the client names', async () => {
    const at = await staged(FULL, { timeZone: 'Asia/Tokyo', locale: 'en-GB' });
    const labels = async (name: string, axis: string) =>
      figure(at, name).locator(`.tick-${axis} text`).allTextContents();
    expect(await labels('CPU used', 'y')).toEqual(['0%', '20%', '40%', '60%']);
    expect(await labels('Bandwidth out', 'y')).toEqual(
      ['0 B/s', '1 MB/s', '2 MB/s', '3 MB/s'].map((text) => text.replace(' ', '\u00a0')),
    );
    expect(await labels('Status check failed', 'y')).toEqual(['0', '1']);
    expect(await labels('CPU used', 'x')).toEqual(['19:00', '20:00', '21:00']);
    expect(await at.view.locator('.facts').textContent()).toBe(
      'Last 2 hours · measured every 5 minutes · times in Asia/Tokyo (UTC+9)',
    );
  });

  it('has the time and the language of the browser where the client names none, and follows when it does', async () => {
    const at = await staged(FULL);
    const facts = at.view.locator('.facts');
    expect(await facts.textContent()).toContain('times in America/New_York (UTC−4)');
    expect(await figure(at, 'CPU used').locator('.tick-x text').first().textContent()).toMatch(/^6:00\sAM$/);
    await at.host('context', { timeZone: 'UTC', locale: 'de-DE' });
    await facts.filter({ hasText: 'times in UTC' }).waitFor();
    expect(await figure(at, 'CPU used').locator('.tick-x text').first().textContent()).toBe('10:00');
    expect(await figure(at, 'Memory used').getByRole('cell').first().textContent()).toBe('62,5\u00a0%');
  });

  it('draws a hole as a hole', async () => {
    const at = await staged(FULL);
    expect(await figure(at, 'Memory used').locator('.line').count()).toBe(2);
    expect(await figure(at, 'Memory used').locator('.gap').count()).toBe(1);
    expect(await figure(at, 'CPU used').locator('.gap').count()).toBe(0);
  });

  it('puts in text from a cloud as text', async () => {
    const { view } = await staged(FULL);
    expect(await view.getByRole('heading', { level: 1 }).textContent()).toBe('web <b>1</b> i-1');
    expect(await view.getByRole('list', { name: 'Notes' }).textContent()).toBe(
      '<img src=x onerror=alert(1)> No agent is installed.',
    );
    expect(await view.locator('img, b').count()).toBe(0);
  });

  it('is read by a screen reader', async () => {
    const at = await staged(FULL, { locale: 'en' });
    expect(await figure(at, 'CPU used').ariaSnapshot()).toBe(
      [
        '- figure:',
        '  - heading "CPU used" [level=2]',
        `  - 'application "CPU used: from 20% to 44%, on average 32%, last 44%. Left and right arrow keys read its points."'`,
        '  - table "CPU used, in short":',
        '    - caption: CPU used, in short',
        '    - rowgroup:',
        '      - row "Min Avg Max Last":',
        ...['Min', 'Avg', 'Max', 'Last'].map((name) => `        - columnheader "${name}"`),
        '    - rowgroup:',
        '      - row "20% 32% 44% 44%":',
        ...['20%', '32%', '44%', '44%'].map((value) => `        - cell "${value}"`),
        '  - group: Values of CPU used',
      ].join('\n'),
    );
  });

  it('lists every point in a table, newest first', async () => {
    const at = await staged(FULL, { timeZone: 'UTC', locale: 'en-GB' });
    await figure(at, 'CPU used').getByText('Values').click();
    const rows = figure(at, 'CPU used').getByRole('table', { name: 'every point' }).getByRole('row');
    await rows.first().waitFor();
    const texts = await rows.allTextContents();
    expect(texts).toHaveLength(26);
    expect(texts.slice(0, 3)).toEqual(['TimeValue', '12:0044%', '11:5543%']);
  });

  it('is worked by keys, which are announced', async () => {
    const at = await staged(FULL, { timeZone: 'UTC', locale: 'en-GB' });
    const said = at.view.locator('#announcer');
    expect(await said.getAttribute('aria-live')).toBe('polite');
    const keys = async (...all: readonly string[]) => {
      for (const key of all) await at.page.keyboard.press(key);
    };
    await chart(at, 'CPU used').focus();
    await keys('ArrowLeft');
    await said.filter({ hasText: '12:00, 44%' }).waitFor();
    await keys('ArrowLeft', 'ArrowLeft', 'ArrowRight');
    await said.filter({ hasText: '11:55, 43%' }).waitFor();
    // The same moment in all charts.
    expect(await at.view.locator('.cursor').count()).toBe(5);
    expect(await figure(at, 'Bandwidth out').locator('.readout').textContent()).toBe('11:55 · 2.3\u00a0MB/s');
    await keys('Home');
    await said.filter({ hasText: '10:00, 20%' }).waitFor();
    await keys('Escape');
    expect(await at.view.locator('.cursor').count()).toBe(0);
    await keys('Tab', 'Tab', 'Home', 'PageDown');
    await said.filter({ hasText: 'After a gap: 11:20, 62.5%' }).waitFor();
    await at.page.mouse.click(1, 1);
  });

  it('shows the point under the pointer, and none in a hole', async () => {
    const at = await staged(FULL, { timeZone: 'UTC', locale: 'en-GB' });
    const hole = await figure(at, 'Memory used').locator('.gap').boundingBox();
    await at.page.mouse.move((hole?.x ?? 0) + 2, (hole?.y ?? 0) + 20);
    const readout = figure(at, 'CPU used').locator('.readout');
    await readout.filter({ hasText: '10:45 · 29%' }).waitFor();
    await chart(at, 'CPU used').hover();
    await figure(at, 'Memory used').locator('.readout').filter({ hasText: 'no data' }).waitFor();
    expect(await at.view.locator('#announcer').textContent()).toBe('');
    await at.page.mouse.move(0, 0);
    await readout.filter({ hasText: /^44%$/ }).waitFor();
  });

  const COLOURS = `(() => {
    const of = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
    return { page: of('html', 'backgroundColor'), text: of('h1', 'color'), quiet: of('.facts', 'color'), axis: of('svg text', 'fill'), line: of('.line', 'stroke') };
  })()`;
  it.each(['light', 'dark'] as const)('is %s where the client is, and readable', async (theme) => {
    const at = await staged(FULL, { theme });
    const { page, ...others } = (await at.inside(COLOURS)) as Readonly<Record<string, string>>;
    expect(luminance(page ?? '') > 0.5).toBe(theme === 'light');
    for (const [name, colour] of Object.entries(others))
      expect([name, contrast(colour, page ?? '') >= (name === 'line' ? 3 : 4.5)]).toEqual([name, true]);
    await picture(at, theme);
  });

  it('follows the system where the client says nothing, and the client when it changes', async () => {
    const at = await staged(FULL);
    const dark = async () => luminance(((await at.inside(COLOURS)) as { page: string }).page) < 0.5;
    await at.page.emulateMedia({ colorScheme: 'dark' });
    expect(await dark()).toBe(true);
    await at.page.emulateMedia({ colorScheme: 'light' });
    expect(await dark()).toBe(false);
    const variables = {
      '--color-text-primary': 'rgb(1, 2, 3)',
      '--font-sans': 'url(//evil.test/f)',
      other: 'x',
    };
    await at.host('context', { theme: 'dark', styles: { variables } });
    await at.view.locator(':root[style*="dark"]').waitFor();
    expect(await dark()).toBe(true);
    expect(await at.inside(`getComputedStyle(document.querySelector('h1')).color`)).toBe('rgb(1, 2, 3)');
    expect(await at.view.locator(':root').getAttribute('style')).not.toContain('url');
  });

  it.each(['light', 'dark'] as const)('fits into a narrow panel, %s', async (theme) => {
    const at = await staged(FULL, { theme, locale: 'en-US' }, { width: 320 });
    expect(await at.inside('document.documentElement.scrollWidth')).toBe(320);
    const cut = `[...document.querySelectorAll('svg text, td, th, h1, h2, .readout')].filter((node) => {
      const { left, right } = node.getBoundingClientRect();
      return left < 0 || right > innerWidth || (node.scrollWidth ?? 0) > (node.clientWidth || Infinity);
    }).map((node) => node.textContent)`;
    expect(await at.inside(cut)).toEqual([]);
    const overlapping = `[...document.querySelectorAll('svg')].flatMap((svg) => {
      const boxes = [...svg.querySelectorAll('.tick-x text')].map((text) => text.getBoundingClientRect());
      return boxes.slice(1).filter((box, index) => box.left < boxes[index].right + 4);
    }).length`;
    expect(await at.inside(overlapping)).toBe(0);
    await picture(at, `narrow-${theme}`);
  });

  it('tells the client how high it is, and is drawn anew when the panel changes', async () => {
    const at = await staged(FULL);
    const fits = `host.sizes.at(-1)?.height > 300 && document.querySelector('iframe').clientHeight === host.sizes.at(-1).height`;
    await at.page.waitForFunction(fits);
    expect(await at.inside('document.documentElement.scrollHeight - innerHeight')).toBe(0);
    await at.page.setViewportSize({ width: 320, height: 900 });
    await at.view.locator('svg[width="288"]').first().waitFor();
    await at.page.waitForFunction(`host.sizes.at(-1).width === 320 && ${fits}`);
    expect(await at.inside('document.documentElement.scrollHeight - innerHeight')).toBe(0);
  });

  it('says in a sentence that there is no data, that a call failed, or that it was cancelled', async () => {
    const at = await staged(EMPTY);
    expect(await at.view.locator('.message').textContent()).toBe('There is no data for the last 2 hours.');
    expect(await at.view.getByRole('listitem').textContent()).toBe('The server was off.');
    await at.host('result', FAILED);
    const failed = at.view.locator('.message.failed');
    await failed.waitFor();
    expect(await failed.textContent()).toBe('No server has this id. Check it.');
    expect(await at.view.locator('h1').count()).toBe(0);
    await at.host('cancel');
    await at.view.getByText('The call was cancelled.').waitFor();
  });
});

/** The relative luminance of a colour such as `rgb(1, 2, 3)`: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((text) => {
    const part = Number(text) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
