import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { parse, programSources, walk, type Source } from '../architecture/sources.js';

const DOOR = 'plugins/aws/sdk.ts';
/** What is no command: the clients, the connections, the ways to credentials (one of them assumes a role, inside the SDK). */
const TOOLS = new Set([
  'CloudWatchClient',
  'EC2Client',
  'NodeHttpHandler',
  'createCredentialChain',
  'fromIni',
  'fromNodeProviderChain',
  'fromProcess',
  'fromSSO',
  'fromTemporaryCredentials',
  'fromTokenFile',
]);
const READS = /^(Describe|Get|List)[A-Z]\w*Command$/;
const isSdk = (specifier: string): boolean => /^(@aws-sdk|@smithy)\//.test(specifier);

/** Everything by which the plugin could change something at AWS. */
function waysToChange(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, tree, imports }) => {
    const found = imports
      .filter(({ specifier, kind }) => isSdk(specifier) && kind !== 'type' && path !== DOOR)
      .map(({ specifier }) => `${path} imports ${specifier}`);
    walk(tree, (node) => {
      if (ts.isIdentifier(node) && node.text.endsWith('Command') && !READS.test(node.text)) {
        found.push(`${path} names ${node.text}`);
      }
      if (ts.isIdentifier(node) && node.text === 'require') found.push(`${path} requires`);
      if (path === DOOR && ts.isExportDeclaration(node)) found.push(...doubtful(node));
      if (path === DOOR && ts.isImportDeclaration(node)) found.push(`${path} imports instead of naming`);
    });
    return found;
  });
}

function doubtful({ exportClause }: ts.ExportDeclaration): readonly string[] {
  if (!exportClause || !ts.isNamedExports(exportClause)) return [`${DOOR} exports everything`];
  return exportClause.elements
    .map(({ name, propertyName }) => (propertyName ?? name).getText())
    .filter((name) => !READS.test(name) && !TOOLS.has(name))
    .map((name) => `${DOOR} exports ${name}`);
}

const plugin = programSources().filter(
  ({ path }) => path.startsWith('plugins/aws/') && !path.startsWith('plugins/aws/simulator'),
);

describe('the plugin for AWS is read-only by its shape', () => {
  it('it names no command but Describe*, Get* and List*, and reaches the SDK through one door', () => {
    expect(plugin.map(({ path }) => path)).toContain(DOOR);
    expect(waysToChange(plugin)).toEqual([]);
  });

  it('it declares no power action', () => {
    const index = plugin.find(({ path }) => path === 'plugins/aws/index.ts');
    expect(index?.tree.text).not.toMatch(/\bpower\b|PowerTool/);
  });

  it.each([
    [DOOR, `export { TerminateInstancesCommand } from '@aws-sdk/client-ec2';`],
    [DOOR, `export { TerminateInstancesCommand as DescribeInstancesCommand } from '@aws-sdk/client-ec2';`],
    [DOOR, `export * from '@aws-sdk/client-ec2';`],
    [DOOR, `export * as ec2 from '@aws-sdk/client-ec2';`],
    [DOOR, `export { EC2 } from '@aws-sdk/client-ec2';`],
    [DOOR, `import { EC2 } from '@aws-sdk/client-ec2';`],
    ['plugins/aws/client.ts', `import { EC2Client } from '@aws-sdk/client-ec2';`],
    ['plugins/aws/client.ts', `const all = await import('@aws-sdk/client-ec2');`],
    ['plugins/aws/client.ts', `new sdk.StopInstancesCommand({});`],
    ['plugins/aws/client.ts', `const sdk = require('@aws-sdk/client-ec2');`],
  ])('in %s it would refuse %s', (path, text) => {
    expect(waysToChange([parse(path, text)])).not.toEqual([]);
  });

  it.each([
    [DOOR, `export { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';`],
    ['plugins/aws/client.ts', `import type { Instance } from '@aws-sdk/client-ec2';`],
    ['plugins/aws/client.ts', `new sdk.DescribeInstancesCommand({});`],
  ])('in %s it lets pass %s', (path, text) => {
    expect(waysToChange([parse(path, text)])).toEqual([]);
  });
});
