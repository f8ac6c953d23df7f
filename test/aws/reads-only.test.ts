import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as cloudWatchSdk from '@aws-sdk/client-cloudwatch';
import * as ec2Sdk from '@aws-sdk/client-ec2';
import { createClients, PATIENCE, type Clients } from '../../plugins/aws/connection.js';
import { createAwsSimulator, SIMULATOR_KEY, type AwsSimulator } from '../../plugins/aws/simulator.js';
import { createNetwork } from '../../src/http/network.js';
import { systemClock } from '../../src/http/wait.js';
import { LOG } from './world.js';

const READS = /^(Describe|Get|List)[A-Z]\w*Command$/;
const ID = 'i-0a1b2c3d4e5f60001';

let simulator: AwsSimulator;
let clients: Clients;
let network: ReturnType<typeof createNetwork>;

beforeEach(async () => {
  simulator = await createAwsSimulator();
  network = createNetwork({ env: {}, proxySettings: {}, redactor: { add: () => undefined } });
  clients = await createClients(
    SIMULATOR_KEY,
    'eu-central-1',
    { name: 'default', endpoint: simulator.url, places: [] },
    {
      ...{ environment: { get: () => undefined }, network, patience: PATIENCE },
      ...{ log: LOG, clock: systemClock },
    },
  );
});
afterEach(async () => {
  await network.close();
  await simulator.close();
});

/** Every command of a package, by its name. */
function commandsOf(sdk: object): readonly (readonly [string, new (input: object) => never])[] {
  return Object.entries(sdk).filter(
    (entry): entry is [string, new (input: object) => never] =>
      entry[0].endsWith('Command') && typeof entry[1] === 'function',
  );
}

/** What this came to: the answer, or why there is none. */
const ended = (sending: Promise<unknown>): Promise<unknown> => sending.catch((error: unknown) => error);

/** Past the types, which know only commands of the one service. */
const send = (client: object, command: unknown): Promise<unknown> =>
  ended((client as { send(command: unknown): Promise<unknown> }).send(command));

describe('the clients of the SDK send reads and nothing else, whatever they are handed', () => {
  it('so reads get through', async () => {
    await clients.ec2.send(new ec2Sdk.DescribeInstancesCommand({}));
    await clients.ec2.send(new ec2Sdk.DescribeRegionsCommand({}));
    expect(simulator.actions()).toEqual(['DescribeInstances', 'DescribeRegions']);
  });

  it.each([
    ['TerminateInstances', new ec2Sdk.TerminateInstancesCommand({ InstanceIds: [ID] })],
    ['StopInstances', new ec2Sdk.StopInstancesCommand({ InstanceIds: [ID] })],
    ['StartInstances', new ec2Sdk.StartInstancesCommand({ InstanceIds: [ID] })],
    ['RebootInstances', new ec2Sdk.RebootInstancesCommand({ InstanceIds: [ID] })],
    ['ModifyInstanceAttribute', new ec2Sdk.ModifyInstanceAttributeCommand({ InstanceId: ID })],
  ] as const)('and %s does not, and says so', async (name, command) => {
    expect(await send(clients.ec2, command)).toMatchObject({
      code: 'INTERNAL',
      message: `The plugin for AWS only reads, and was about to send ${name}. Nothing was sent.`,
    });
    expect(simulator.journal.entries).toEqual([]);
  });

  it('and no other command of EC2 and CloudWatch that is not a read does either', async () => {
    const tried = [
      ...commandsOf(ec2Sdk).map((entry) => [clients.ec2, ...entry] as const),
      ...commandsOf(cloudWatchSdk).map((entry) => [clients.cloudWatch, ...entry] as const),
    ].filter(([, name]) => name !== '$Command' && !READS.test(name));
    let stopped = 0;
    for (const [client, , Command] of tried) {
      const end = await send(client, new Command({}));
      // Others are not even made: they lack what they need.
      if (end instanceof Error && end.message.startsWith('The plugin for AWS only reads')) stopped += 1;
    }
    expect([tried.length > 450, stopped > 400]).toEqual([true, true]);
    expect(simulator.journal.entries).toEqual([]);
  }, 60_000);

  it.each([
    ['a GET', { method: 'GET', body: 'Action=DescribeInstances' }],
    ['two actions', { method: 'POST', body: 'Action=DescribeInstances&Action=TerminateInstances' }],
    ['no action', { method: 'POST', body: 'InstanceId.1=i-1' }],
    ['an action in another case', { method: 'POST', body: 'Action=describeInstances' }],
    ['a body that is no text', { method: 'POST', body: new Uint8Array() }],
    [
      'a header that says otherwise',
      {
        method: 'POST',
        body: 'Action=DescribeInstances',
        headers: { 'X-Amz-Target': 'GraniteServiceVersion20100801.DeleteAlarms' },
      },
    ],
  ])('and %s by hand does not', async (_name, given) => {
    const { hostname, port } = new URL(simulator.url);
    const request = {
      protocol: 'http:',
      hostname,
      port: Number(port),
      path: '/',
      query: {},
      headers: {},
      ...given,
    };
    expect(await ended(clients.ec2.config.requestHandler.handle(request as never))).toMatchObject({
      code: 'INTERNAL',
    });
    expect(simulator.journal.entries).toEqual([]);
  });
});
