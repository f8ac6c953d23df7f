import { SETTINGS } from './settings.mjs';

/**
 * What the MCP registry is told, in the form of 2025-12-11. The namespace in `mcpName` of package.json is whoever's publishes; the
 * registry asks for the proof, and looks for the same name in the published package.
 *
 * @param {{ name: string, version: string, mcpName: string }} pack
 */
export function serverJson({ name, version, mcpName }) {
  return {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: mcpName,
    title: 'Multi-cloud manager',
    description: 'Finds and reads servers on several clouds; switches their power after confirmation.',
    version,
    packages: [
      {
        registryType: 'npm',
        identifier: name,
        version,
        transport: { type: 'stdio' },
        packageArguments: [{ type: 'positional', value: 'serve' }],
        environmentVariables: SETTINGS.map(variable),
      },
    ],
  };
}

const FORMATS = {
  text: { format: 'string' },
  secret: { format: 'string', isSecret: true },
  file: { format: 'filepath' },
  switch: { format: 'boolean', default: 'false' },
};

/** @param {import('./settings.mjs').Setting} setting */
const variable = ({ variable: name, title, description, kind }) => ({
  name,
  description: `${title}. ${description}`,
  isRequired: false,
  ...FORMATS[kind],
});
