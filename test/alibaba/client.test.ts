import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { EcsClient } from '../../plugins/alibaba/client.js';

const folder = fileURLToPath(new URL('../../plugins/alibaba/', import.meta.url));
const ALLOWED = new Set([
  'describeRegions',
  'describeInstances',
  'describeInstanceMonitorData',
  'startInstance',
  'stopInstance',
  'rebootInstance',
]);
const POWER = new Set(['startInstance', 'stopInstance', 'rebootInstance']);
const REQUESTS = [
  'DescribeInstanceMonitorDataRequest',
  'DescribeInstancesRequest',
  'DescribeRegionsRequest',
  'RebootInstanceRequest',
  'StartInstanceRequest',
  'StopInstanceRequest',
];

/** Every operation of the SDK, from its own declarations. */
const OPERATIONS = new Set(
  [
    ...readFileSync(
      new URL('../../node_modules/@alicloud/ecs20140526/dist/client.d.ts', import.meta.url),
      'utf8',
    ).matchAll(/^ {4}(\w+)\(/gm),
  ]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'constructor' && name !== 'getEndpoint'),
);

function treeOf(text: string): ts.SourceFile {
  return ts.createSourceFile('client.ts', text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
}

function nodes(tree: ts.Node): readonly ts.Node[] {
  return [tree, ...tree.getChildren().flatMap(nodes)];
}

/** Names of operations wherever they stand: as a property, as text, in a type. */
function operationsIn(tree: ts.Node): readonly string[] {
  return nodes(tree).flatMap((node) =>
    (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && OPERATIONS.has(node.text) ? [node.text] : [],
  );
}

/** Ways around a name: `client[name]`. */
function computedIn(tree: ts.Node): readonly string[] {
  return nodes(tree).flatMap((node) =>
    ts.isElementAccessExpression(node) && !ts.isNumericLiteral(node.argumentExpression)
      ? [node.getText()]
      : [],
  );
}

/** The SDK's client where it is not narrowed to the operations of its place. */
function unboundIn(tree: ts.Node): readonly string[] {
  return nodes(tree)
    .filter(ts.isVariableDeclaration)
    .filter(({ initializer }) => initializer?.getText().startsWith('new CarriedClient('))
    .filter(({ type, parent }) => type?.getText() !== 'PowerClient' && !readsIn(parent))
    .map((each) => each.getText());
}

/** In `#read` it goes on as `Opened`, which has the reads alone. */
const readsIn = (node: ts.Node): boolean =>
  ts.findAncestor(node, ts.isMethodDeclaration)?.name.getText() === '#read';

/** What is wrong with how power is switched: it must happen in one function, after its first statement spent the permit. */
function powerFaults(tree: ts.SourceFile): readonly string[] {
  const calls = nodes(tree).filter(
    (node): node is ts.CallExpression =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      POWER.has(node.expression.name.text),
  );
  const homes = new Set(calls.map((call) => ts.findAncestor(call, ts.isFunctionLike)));
  if (homes.size !== 1) return [`power in ${String(homes.size)} places`];
  const [home] = homes;
  const body = home && 'body' in home ? home.body : undefined;
  const first = body && ts.isBlock(body) ? body.statements[0]?.getText() : undefined;
  return first === 'this.permits.spend(permit);' ? [] : ['the permit is not spent first'];
}

const text = readFileSync(`${folder}client.ts`, 'utf8');
const client = treeOf(text);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

describe('the client of the SDK', () => {
  it('knows the operations of the SDK, so that this test sees them', () => {
    expect(OPERATIONS.size).toBeGreaterThan(700);
    expect(['deleteInstance', 'runInstances', 'startInstance'].every((name) => OPERATIONS.has(name))).toBe(
      true,
    );
  });

  it('names six operations and no other', () => {
    expect([...new Set(operationsIn(client))].sort()).toEqual([...ALLOWED].sort());
    expect(computedIn(client)).toEqual([]);
  });

  it('makes the requests of those alone, and never asks to initialize a disk', () => {
    const made = nodes(client).flatMap((node) =>
      ts.isNewExpression(node) && ts.isPropertyAccessExpression(node.expression)
        ? [node.expression.name.text]
        : [],
    );
    expect([...new Set(made)].filter((name) => name.endsWith('Request')).sort()).toEqual(REQUESTS);
    expect(nodes(client).filter((node) => ts.isIdentifier(node) && node.text === 'initLocalDisk')).toEqual(
      [],
    );
  });

  it('switches power in one place, after the permit was spent', () => {
    expect(powerFaults(client)).toEqual([]);
  });

  it('narrows the SDK to the operations of the place that it is used in', () => {
    expect(unboundIn(client)).toEqual([]);
    const narrowed = nodes(client)
      .filter(ts.isTypeReferenceNode)
      .filter((node) => node.typeName.getText() === 'Pick' && node.getText().includes('EveryOperation'))
      .map((node) => operationsIn(node));
    expect(narrowed).toEqual([
      ['startInstance', 'stopInstance', 'rebootInstance'],
      ['describeRegions', 'describeInstances', 'describeInstanceMonitorData'],
    ]);
    expect(unboundIn(treeOf(text.replace('const client: PowerClient =', 'const client =')))).toHaveLength(1);
  });

  it('checks what the SDK makes of it before it is sent', () => {
    const carrying = nodes(client)
      .filter(ts.isVariableDeclaration)
      .filter(({ name }) => name.getText() === 'carry')
      .map(({ initializer }) =>
        initializer && ts.isArrowFunction(initializer) ? initializer.body : undefined,
      )
      .map((body) => (body && ts.isBlock(body) ? body.statements[0]?.getText() : undefined));
    expect(carrying).toEqual(['checkPower(call, permit, endpoint);', 'checkRead(call, endpoint);']);
  });

  it('has four things to ask for at run time, and hands out nothing of the SDK', () => {
    const made = new EcsClient({ endpoint: undefined }, {} as never, { spend: () => undefined });
    expect(Object.getOwnPropertyNames(EcsClient.prototype).sort()).toEqual([
      ...['act', 'constructor', 'instances', 'monitorData', 'regions'],
    ]);
    // @ts-expect-error no operation of the SDK is a method of this client
    expect(made.deleteInstance).toBeUndefined();
    expect(Object.keys(made).sort()).toEqual(['account', 'line', 'permits']);
  });

  it('is the only file that loads the SDK, and only when it is needed', () => {
    const loading = files.filter((name) => {
      const source = readFileSync(`${folder}${name}`, 'utf8');
      return /@alicloud|@darabonba/.test(source);
    });
    expect(loading).toEqual(['client.ts']);
    expect(text).not.toMatch(/^import .*@alicloud/m);
  });

  it('is the only file that names an operation of the SDK', () => {
    const naming = files.filter(
      (name) =>
        !name.startsWith('simulator') &&
        operationsIn(treeOf(readFileSync(`${folder}${name}`, 'utf8'))).length > 0,
    );
    expect(naming).toEqual(['client.ts']);
  });

  it.each([
    ['another operation', text.replace('client.startInstance(', 'client.deleteInstance(')],
    ['its variant with options', text.replace('client.startInstance(', 'client.deleteInstanceWithOptions(')],
    ['an operation by its text', `${text}\nReflect.get({}, 'deleteInstance');`],
  ])('would be caught with %s', (_name, changed) => {
    expect(operationsIn(treeOf(changed)).filter((name) => !ALLOWED.has(name))).toHaveLength(1);
  });

  it('would be caught with a second place or without the permit', () => {
    expect(powerFaults(treeOf(`${text}\nconst x = (c) => c.stopInstance({});`))).toEqual([
      'power in 2 places',
    ]);
    expect(powerFaults(treeOf(text.replace('this.permits.spend(permit);', '')))).toEqual([
      'the permit is not spent first',
    ]);
    expect(computedIn(treeOf(`${text}\nclient[name]();`))).toEqual(['client[name]']);
  });
});
