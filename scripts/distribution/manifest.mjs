import { SETTINGS } from './settings.mjs';

/** @typedef {{ name: string, version: string, description: string, author: string, license: string, keywords: string[], engines: { node: string } }} PackageJson */

/**
 * The manifest of the MCP bundle, in version 0.3 of its form: https://github.com/modelcontextprotocol/mcpb, MANIFEST.md.
 *
 * @param {PackageJson} pack
 * @param {readonly { name: string, description: string }[]} tools
 */
export function manifest(pack, tools) {
  return {
    manifest_version: '0.3',
    name: pack.name,
    display_name: 'Multi-cloud manager',
    version: pack.version,
    description: pack.description,
    author: { name: pack.author },
    license: pack.license,
    keywords: pack.keywords,
    server: {
      type: 'node',
      entry_point: 'dist/cli.cjs',
      mcp_config: {
        command: 'node',
        args: ['${__dirname}/dist/cli.cjs', 'serve'],
        env: Object.fromEntries(
          SETTINGS.map(({ variable }) => [variable, `\${user_config.${keyOf(variable)}}`]),
        ),
      },
    },
    tools,
    // A config can leave tools out, and plugins bring more.
    tools_generated: true,
    prompts_generated: true,
    compatibility: { platforms: ['darwin', 'linux', 'win32'], runtimes: { node: pack.engines.node } },
    user_config: Object.fromEntries(SETTINGS.map((setting) => [keyOf(setting.variable), field(setting)])),
  };
}

/** @param {string} variable */
const keyOf = (variable) => variable.toLowerCase();

/** What is left out must arrive as something that mcm takes for unset: without a default hosts pass the placeholder on as it is. */
const KINDS = {
  text: { type: 'string', default: '' },
  secret: { type: 'string', sensitive: true, default: '' },
  file: { type: 'file', default: '' },
  switch: { type: 'boolean', default: false },
};

/** @param {import('./settings.mjs').Setting} setting */
const field = ({ title, description, kind }) => ({ ...KINDS[kind], title, description, required: false });
