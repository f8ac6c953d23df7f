import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { AwsClient } from '../../plugins/aws/client.js';
import { PATIENCE } from '../../plugins/aws/connection.js';
import type { CredentialSource } from '../../plugins/aws/credentials.js';
import { createAwsSimulator, SIMULATOR_KEY } from '../../plugins/aws/simulator.js';
import { createNetwork } from '../../src/http/network.js';
import { LOG } from './world.js';
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
/** Every command that the plugin uses. */
const COMMANDS = [
  'DescribeInstanceTypesCommand',
  'DescribeInstancesCommand',
  'DescribeRegionsCommand',
  'DescribeVolumesCommand',
  'GetMetricDataCommand',
];
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
      found.push(...unreadable(node).map((text) => `${path} has ${text}`));
      if (path === DOOR && ts.isExportDeclaration(node)) found.push(...doubtful(node));
      if (path === DOOR && ts.isImportDeclaration(node)) found.push(`${path} imports instead of naming`);
    });
    return found;
  });
}

/** Ways that this test could not read: a name that is computed, a command that comes from elsewhere, a client that is not held back. */
function unreadable(node: ts.Node): readonly string[] {
  if (
    ts.isElementAccessExpression(node) &&
    /^(this\.)?(sdk|clients|ec2|cloudWatch)$/.test(node.expression.getText())
  )
    return [node.getText()];
  if (ts.isIdentifier(node) && node.text === 'middlewareStack') return [node.text];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const [first] = node.arguments;
    const { name, expression } = node.expression;
    if (name.text === 'send' && !(first && ts.isNewExpression(first))) return [node.getText()];
    if (expression.getText() === 'Reflect' && name.text === 'get') return [node.getText()];
  }
  if (ts.isNewExpression(node) && /^(sdk\.)?(EC2|CloudWatch)Client$/.test(node.expression.getText()))
    return heldBack(node) ? [] : [node.getText()];
  return [];
}

/** A client sends reads alone, or is made to be asked for its config. */
function heldBack(made: ts.NewExpression): boolean {
  const { parent } = made;
  if (ts.isPropertyAccessExpression(parent) && parent.name.text === 'config') return true;
  const [given] = made.arguments ?? [];
  return (
    given !== undefined &&
    ts.isObjectLiteralExpression(given) &&
    given.properties.some((each) => each.getText().startsWith('requestHandler: readsOnly('))
  );
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

  it('it uses five commands', () => {
    const door = plugin.find(({ path }) => path === DOOR);
    const named = [...(door?.tree.text ?? '').matchAll(/\b\w+Command\b/g)].map(([name]) => name);
    expect(named.sort()).toEqual(COMMANDS);
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
    ['plugins/aws/client.ts', `new sdk[name]({});`],
    ['plugins/aws/client.ts', `sdk['Stop' + what]`],
    ['plugins/aws/client.ts', `Reflect.get(sdk, name);`],
    ['plugins/aws/client.ts', `clients.ec2.send(command, options);`],
    ['plugins/aws/client.ts', `clients.ec2.middlewareStack.add(other);`],
    ['plugins/aws/connection.ts', `new sdk.EC2Client({ ...ec2, credentials });`],
    ['plugins/aws/connection.ts', `new sdk.CloudWatchClient(config);`],
  ])('in %s it would refuse %s', (path, text) => {
    expect(waysToChange([parse(path, text)])).not.toEqual([]);
  });

  it.each([
    [DOOR, `export { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';`],
    ['plugins/aws/client.ts', `import type { Instance } from '@aws-sdk/client-ec2';`],
    ['plugins/aws/client.ts', `new sdk.DescribeInstancesCommand({});`],
    ['plugins/aws/client.ts', `clients.ec2.send(new sdk.DescribeInstancesCommand({}), options);`],
    ['plugins/aws/connection.ts', `new sdk.EC2Client({ ...ec2, requestHandler: readsOnly(handler) });`],
    ['plugins/aws/connection.ts', `new EC2Client({ profile }).config.region();`],
  ])('in %s it lets pass %s', (path, text) => {
    expect(waysToChange([parse(path, text)])).toEqual([]);
  });
});

describe('what the plugin for AWS has at hand at run time', () => {
  it('is a handful of questions, and no client of the SDK', async () => {
    const simulator = await createAwsSimulator();
    const network = createNetwork({ env: {}, proxySettings: {}, redactor: { add: () => undefined } });
    const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
    const environment = { get: () => undefined };
    const account = { name: 'default', endpoint: simulator.url, places: [] };
    const client = new AwsClient(
      account,
      'eu-central-1',
      { current: () => Promise.resolve(SIMULATOR_KEY) } as unknown as CredentialSource,
      { environment, network, clock, log: LOG, patience: PATIENCE },
    );
    const { signal } = new AbortController();
    expect((await client.regions(signal)).length).toBeGreaterThan(0);
    expect(Object.getOwnPropertyNames(AwsClient.prototype).sort()).toEqual([
      ...['constructor', 'find', 'instance', 'metrics', 'page', 'regions', 'type', 'volumesOf'],
    ]);
    // @ts-expect-error the clients of the SDK are handed to nobody
    expect(client.clients).toBeUndefined();
    // @ts-expect-error nor is there another way to send
    expect(client.send).toBeUndefined();
    expect(reachable(client).filter((each) => 'send' in each || 'middlewareStack' in each)).toEqual([]);
    await network.close();
    await simulator.close();
  });
});

/** Every object that can be had from this one by its properties. */
function reachable(from: object, seen = new Set<object>()): readonly object[] {
  if (seen.has(from)) return [];
  seen.add(from);
  for (const value of Object.values(from) as unknown[])
    if (typeof value === 'object' && value !== null) reachable(value, seen);
  return [...seen];
}
