import type { SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import type { Caller } from './account.js';
import { typeInfo } from './catalogue.js';
import { fits, unknownFilter } from './filters.js';
import type { InstanceState, SimulatedInstance } from './instance.js';
import { filters, list, type Parameters } from './parameters.js';
import { ec2Answer, failure, NOT_VALIDATED } from './replies.js';
import { instanceXml, volumeXml } from './wire.js';
import type { XmlValue } from './xml.js';

type Request = SimulatorRequest<Caller>;
type Operation = (request: Request, parameters: Parameters, mostPerPage: number) => SimulatorReply;

export const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'];
const NOT_ENABLED = ['ap-east-1', 'me-south-1'];

/** The operations of EC2. Those that change something work too: a test can see that none comes. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  DescribeRegions: describeRegions,
  DescribeInstances: describeInstances,
  DescribeVolumes: describeVolumes,
  DescribeInstanceTypes: describeInstanceTypes,
  StartInstances: (request, parameters) => change(request, parameters, 'StartInstances', 'running'),
  StopInstances: (request, parameters) => change(request, parameters, 'StopInstances', 'stopped'),
  RebootInstances: (request, parameters) => change(request, parameters, 'RebootInstances', 'running'),
  TerminateInstances: (request, parameters) =>
    change(request, parameters, 'TerminateInstances', 'terminated'),
};

const refuse = (request: Request, status: number, code: string, message: string): SimulatorReply =>
  failure('ec2', request, status, code, message);

/** Answers `Action=…`. */
export function answerEc2(
  request: Request,
  action: string,
  parameters: Parameters,
  mostPerPage: number,
): SimulatorReply {
  if (!enabled(request).includes(request.account.region))
    return refuse(request, 401, 'AuthFailure', NOT_VALIDATED);
  const operation = OPERATIONS[action];
  if (!operation) {
    return refuse(request, 400, 'InvalidAction', `The action ${action} is not valid for this web service.`);
  }
  if (parameters.get('DryRun') === 'true') {
    return refuse(request, 412, 'DryRunOperation', 'Request would have succeeded, but DryRun flag is set.');
  }
  return operation(request, parameters, mostPerPage);
}

const enabled = ({ account }: Request): readonly string[] => account.account.regions ?? REGIONS;

const here = ({ account }: Request): readonly SimulatedInstance[] =>
  account.account.instances.filter(({ region }) => region === account.region);

function describeRegions(request: Request, parameters: Parameters): SimulatorReply {
  const entry = (name: string, optInStatus: string): XmlValue => ({
    regionName: name,
    regionEndpoint: `ec2.${name}.amazonaws.com`,
    optInStatus,
  });
  const others = parameters.get('AllRegions') === 'true' ? NOT_ENABLED : [];
  const regionInfo = [
    ...enabled(request).map((name) => entry(name, 'opt-in-not-required')),
    ...others.map((name) => entry(name, 'not-opted-in')),
  ];
  return ec2Answer(request, 'DescribeRegions', { regionInfo });
}

function describeInstances(request: Request, parameters: Parameters, mostPerPage: number): SimulatorReply {
  const ids = list(parameters, 'InstanceId');
  const given = filters(parameters);
  const wrong = unknownFilter(given);
  if (wrong !== undefined) {
    return refuse(request, 400, 'InvalidParameterValue', `The filter '${wrong}' is invalid`);
  }
  if (ids.length > 0 && parameters.has('MaxResults')) {
    const words = 'The parameter instancesSet cannot be used with the parameter maxResults';
    return refuse(request, 400, 'InvalidParameterCombination', words);
  }
  const missing = missingId(request, ids);
  if (missing) return missing;
  const found = here(request).filter(
    (each) => (ids.length === 0 || ids.includes(each.id)) && fits(each, given),
  );
  const page = pageOf(request, parameters, found, mostPerPage);
  if ('status' in page) return page;
  const owner = request.account.account.id;
  return ec2Answer(request, 'DescribeInstances', {
    // Instances that were launched together share a reservation.
    reservationSet: pairs(page.items).map((together) => ({
      reservationId: (together[0]?.id ?? '').replace(/^i/, 'r'),
      ownerId: owner,
      groupSet: [],
      instancesSet: together.map((each) => instanceXml(each, owner)),
    })),
    nextToken: page.next,
  });
}

function missingId(request: Request, ids: readonly string[]): SimulatorReply | undefined {
  const malformed = ids.find((id) => !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed !== undefined) {
    return refuse(request, 400, 'InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
  }
  const missing = ids.find((id) => !here(request).some((each) => each.id === id));
  if (missing === undefined) return undefined;
  return refuse(request, 400, 'InvalidInstanceID.NotFound', `The instance ID '${missing}' does not exist`);
}

/** AWS may give fewer than are asked for, and does not say how many there are. */
function pageOf(
  request: Request,
  parameters: Parameters,
  found: readonly SimulatedInstance[],
  mostPerPage: number,
): { items: readonly SimulatedInstance[]; next: string | undefined } | SimulatorReply {
  const token = parameters.get('NextToken');
  const asked = parameters.get('MaxResults');
  if (asked === undefined && token === undefined) return { items: found, next: undefined };
  const size = Number(asked ?? mostPerPage);
  if (!Number.isInteger(size) || size < 5 || size > 1000) {
    return refuse(
      request,
      400,
      'InvalidParameterValue',
      `Value (${asked ?? ''}) for parameter maxResults is invalid.`,
    );
  }
  const [, start] = /^from:(\d+)$/.exec(Buffer.from(token ?? '', 'base64url').toString()) ?? [];
  if (token !== undefined && start === undefined) {
    return refuse(request, 400, 'InvalidNextToken', 'The specified token is not valid.');
  }
  const from = Number(start ?? 0);
  const end = from + Math.min(size, mostPerPage);
  const next = end < found.length ? Buffer.from(`from:${end}`).toString('base64url') : undefined;
  return { items: found.slice(from, end), next };
}

function pairs<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}

function describeVolumes(request: Request, parameters: Parameters): SimulatorReply {
  const given = filters(parameters);
  const wrong = given.find(({ name }) => name !== 'attachment.instance-id');
  if (wrong) return refuse(request, 400, 'InvalidParameterValue', `The filter '${wrong.name}' is invalid`);
  const owners = here(request).filter(
    ({ id, state }) => state !== 'terminated' && given.every(({ values }) => values.includes(id)),
  );
  return ec2Answer(request, 'DescribeVolumes', {
    volumeSet: owners.flatMap((owner) => owner.volumes.map((volume) => volumeXml(volume, owner))),
  });
}

function describeInstanceTypes(request: Request, parameters: Parameters): SimulatorReply {
  const names = list(parameters, 'InstanceType');
  const unknown = names.find((name) => typeInfo(name) === undefined);
  if (unknown !== undefined) {
    const words = `The following supplied instance types do not exist: [${unknown}]`;
    return refuse(request, 400, 'InvalidInstanceType', words);
  }
  return ec2Answer(request, 'DescribeInstanceTypes', { instanceTypeSet: names.map(typeInfo) });
}

function change(
  request: Request,
  parameters: Parameters,
  action: string,
  state: InstanceState,
): SimulatorReply {
  const ids = list(parameters, 'InstanceId');
  const missing = missingId(request, ids);
  if (missing) return missing;
  for (const each of here(request)) if (ids.includes(each.id)) each.state = state;
  return ec2Answer(request, action, {
    instancesSet: ids.map((instanceId) => ({ instanceId, currentState: { name: state } })),
  });
}
