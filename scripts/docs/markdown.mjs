/** @typedef {import('./from-sources.mjs').ErrorCodes} ErrorCodes */

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/**
 * Everything that is known of each error code.
 *
 * @param {ErrorCodes} codes
 */
export function errorReference(codes) {
  return Object.entries(codes)
    .map(
      ([code, { meaning, remedy, retryable }]) =>
        `### ${code}\n\n${meaning}\n\n- What to do: ${remedy}\n- May the same call succeed later by itself: ${retryable ? 'yes' : 'no'}.`,
    )
    .join('\n\n');
}

/**
 * @param {readonly { name: string, file: string, says: string }[]} stages
 */
export function stageList(stages) {
  return stages
    .map(({ name, file, says }, index) => `${index + 1}. [**${name}**](../${file}): ${says}`)
    .join('\n');
}

/**
 * @param {string} code
 * @param {string} [language]
 */
export function codeBlock(code, language = 'ts') {
  return `\`\`\`${language}\n${code.trim()}\n\`\`\``;
}

/** @typedef {{ type?: string, enum?: unknown[], default?: unknown, description?: string, properties?: Record<string, Node>, items?: Node, anyOf?: Node[], additionalProperties?: Node | false, required?: readonly string[], needed?: boolean }} Node */

/**
 * Every setting that a config in JSON or YAML can have, one a row.
 *
 * @param {Record<string, unknown>} schema
 */
export function configTable(schema) {
  const rows = settings(/** @type {Node} */ (schema), '').map(
    ({ path, node }) =>
      `| \`${path}\` | ${cell(kind(node))} | ${standard(node)} | ${cell(node.description ?? '')} |`,
  );
  return `| setting | kind | default | what it is |\n|---|---|---|---|\n${rows.join('\n')}`;
}

/**
 * The options of a policy, likewise.
 *
 * @param {Record<string, unknown>} schema
 */
export const optionTable = (schema) => configTable(schema).replace('setting', 'option');

/**
 * @param {Node} node
 * @param {string} path
 * @returns {{ path: string, node: Node }[]}
 */
function settings(node, path) {
  const inner = node.additionalProperties || undefined;
  return Object.entries(node.properties ?? {})
    .flatMap(([name, child]) => {
      const at = path === '' ? name : `${path}.${name}`;
      const below = [...settings(child, at), ...(child.items ? settings(child.items, `${at}[]`) : [])];
      const own = { path: at, node: { ...child, needed: node.required?.includes(name) ?? false } };
      return below.length > 0 && child.type === 'object' && child.description === undefined
        ? below
        : [own, ...below];
    })
    .concat(inner?.properties ? settings(inner, `${path}.<name>`) : []);
}

/**
 * @param {Node} node
 * @returns {string}
 */
function kind(node) {
  if (node.enum) return node.enum.map((value) => `\`${String(value)}\``).join(' or ');
  if (node.anyOf) return [...new Set(node.anyOf.map(kind))].join(' or ');
  if (node.type === 'array') return `list of ${node.items ? kind(node.items) : 'anything'}`;
  if (node.type === 'object') return 'block';
  return (
    { string: 'text', number: 'number', integer: 'whole number', boolean: 'true or false' }[
      node.type ?? ''
    ] ?? ''
  );
}

/** @param {Node} node */
function standard({ default: value, needed }) {
  if (needed) return 'needed';
  if (value === undefined || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)) return '';
  return `\`${JSON.stringify(value)}\``;
}
