import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { apiReports } from './api.mjs';
import { fromSources } from './from-sources.mjs';
import { configTable, errorReference, codeBlock, optionTable, stageList } from './markdown.mjs';
import { promptTable, resourceTable } from './offers.mjs';
import { rooms } from '../architecture/rooms.mjs';
import { stages } from './stages.mjs';

/** The examples that documents show; each is type-checked and run by the tests. */
const EXAMPLES = {
  'config-example': 'mcm.config.ts',
  'stopped-plugin': 'stopped-plugin.ts',
  'acme-plugin': 'acme-plugin.ts',
  'quiet-hours-policy': 'quiet-hours-policy.ts',
  'freeze-policy': 'freeze-policy.ts',
  'policies-yaml': 'policies/mcm.config.yaml',
  'policies-ts': 'policies/mcm.config.ts',
  'policies-cases': 'policies/cases.yaml',
  'known-owner-policy': 'policies/known-owner.ts',
  'runbook-middleware': 'policies/runbook.ts',
  'http-audit-sink': 'http-audit-sink.ts',
  'webhook-confirmer': 'webhook-confirmer.ts',
  'vault-secret-source': 'vault-secret-source.ts',
  'etcd-state-store': 'etcd-state-store.ts',
  'branded-server': 'branded-server.ts',
};

/**
 * Every generated part by its name. Made from the sources, without dist/, credentials or network.
 *
 * @param {string} root
 * @returns {Promise<Map<string, string>>}
 */
export async function generatedParts(root) {
  const [
    { ERROR_CODES, configJsonSchema, managedJsonSchema, policyOptions, prompts, resources, rules, tools },
    api,
  ] = await Promise.all([fromSources(root), apiReports(root)]);
  const examples = await Promise.all(
    Object.entries(EXAMPLES).map(async ([name, file]) => {
      const code = await readFile(join(root, 'examples', file), 'utf8');
      return /** @type {const} */ ([name, codeBlock(code, extname(file).slice(1))]);
    }),
  );
  return new Map([
    ['tools', tools],
    ['resources', resourceTable(resources)],
    ['prompts', promptTable(prompts)],
    ['error-reference', errorReference(ERROR_CODES)],
    ['config', configTable(configJsonSchema)],
    ['managed', configTable(managedJsonSchema)],
    ['lint-rules', ruleTable(rules)],
    ['stages', stageList(await stages(root))],
    ['rooms', roomTable()],
    ...examples,
    ...Object.entries(policyOptions).map(
      ([name, schema]) => /** @type {const} */ ([`options-${name}`, optionTable(schema)]),
    ),
    ...[...api].map(([name, code]) => /** @type {const} */ ([`api-${name}`, codeBlock(code)])),
  ]);
}

/**
 * What `mcm plugin validate` looks at.
 *
 * @param {import('./from-sources.mjs').Rules} rules
 */
function ruleTable(rules) {
  const rows = rules.map(({ id, severity, says }) => `| \`${id}\` | ${severity} | ${says} |`);
  return `| rule | severity | what is right |\n|---|---|---|\n${rows.join('\n')}`;
}

/** Who may import whom, as ESLint and the architecture tests hold it. */
function roomTable() {
  const rows = Object.entries(rooms).map(
    ([room, may]) =>
      `| \`${room}\` | ${may === '*' ? 'any room that is open to it' : may.map((name) => `\`${name}\``).join(', ') || '–'} |`,
  );
  return `| room | may import, beside \`plugin\` and \`version\` |\n|---|---|\n${rows.join('\n')}`;
}
