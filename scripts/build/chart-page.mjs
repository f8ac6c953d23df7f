import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build, transform } from 'esbuild';

const BROWSERS = 'es2023';

/**
 * Puts the chart page into the bundle: the script and the style of src/chart in its HTML, as one text.
 *
 * @param {{ root: string, version: string }} options
 * @returns {import('esbuild').Plugin}
 */
export const chartPage = ({ root, version }) => ({
  name: 'chart-page',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]chart[\\/]page\.ts$/ }, async () => ({
      contents: `export const PAGE = ${JSON.stringify(await makeChartPage({ root, version }))};`,
    }));
  },
});

/**
 * The page, complete: it loads nothing.
 *
 * @param {{ root: string, version: string }} options
 */
export async function makeChartPage({ root, version }) {
  const folder = join(root, 'src', 'chart');
  const [html, css, script] = await Promise.all([
    readFile(join(folder, 'page.html'), 'utf8'),
    readFile(join(folder, 'page.css'), 'utf8'),
    bundled(join(folder, 'main.ts'), version),
  ]);
  const { code: style } = await transform(css, { loader: 'css', minify: true });
  const page = html.replaceAll(/\n\s*/g, '\n').replaceAll(/>\n</g, '><').trim();
  return filled(filled(page, 'style', style.trim()), 'script', script.trim());
}

/**
 * @param {string} entry
 * @param {string} version
 */
async function bundled(entry, version) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: BROWSERS,
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    define: { __MCM_VERSION__: JSON.stringify(version) },
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * @param {string} page
 * @param {'script' | 'style'} tag
 * @param {string} text
 */
function filled(page, tag, text) {
  const [before, after, ...more] = page.split(`<${tag}></${tag}>`);
  if (after === undefined || more.length > 0) throw new Error(`page.html needs one <${tag}></${tag}>.`);
  if (text.toLowerCase().includes(`</${tag}`))
    throw new Error(`The ${tag} of the chart would end too early.`);
  return `${before}<${tag}>${text}</${tag}>${after}`;
}
