import type { JournalEntry, SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import type { Caller, Keys } from './account.js';
import { answerMetrics } from './cloudwatch.js';
import { answerEc2 } from './ec2.js';
import { readParameters, type Parameters } from './parameters.js';
import { denied, failure, stsAnswer, type ServiceName } from './replies.js';

/** How much is given at once. */
export interface Limits {
  readonly mostPerPage: number;
  readonly mostQueries: number;
}

const TARGET = 'GraniteServiceVersion20100801.';
const IAM_NAME: Readonly<Record<ServiceName, string>> = { ec2: 'ec2', monitoring: 'cloudwatch', sts: 'sts' };

/** The action of a request: a parameter of the query protocols, a header of JSON. */
export function actionOf({ headers, body }: Pick<JournalEntry, 'headers' | 'body'>): string {
  const target = headers['x-amz-target'];
  return target?.startsWith(TARGET) === true
    ? target.slice(TARGET.length)
    : (readParameters(body).get('Action') ?? '');
}

/** Whatever is not named like a read changes something; assuming a role changes nothing. */
export const mutates = (entry: JournalEntry): boolean =>
  !/^(Describe|Get|List)[A-Z]|^AssumeRole$/.test(actionOf(entry));

/** Every service is asked on the same path; what is meant stands in the request and its signature. */
export function answer(request: SimulatorRequest<Caller>, keys: Keys, limits: Limits): SimulatorReply {
  const { service, may, who } = request.account;
  const action = actionOf(request);
  const name = `${IAM_NAME[service]}:${action}`;
  if (may !== 'all' && !may.includes(name)) return denied(service, request, name, who);
  if (service === 'monitoring') {
    return action === 'GetMetricData'
      ? answerMetrics(request, limits.mostQueries)
      : failure(service, request, 400, 'UnknownOperationException', '');
  }
  const parameters = readParameters(request.body);
  return service === 'sts'
    ? answerSts(request, action, parameters, keys)
    : answerEc2(request, action, parameters, limits.mostPerPage);
}

function answerSts(
  request: SimulatorRequest<Caller>,
  action: string,
  parameters: Parameters,
  keys: Keys,
): SimulatorReply {
  if (action !== 'AssumeRole') {
    return failure('sts', request, 400, 'InvalidAction', `Could not find operation ${action}`);
  }
  const arn = parameters.get('RoleArn') ?? '';
  const assumed = keys.assume(arn, parameters.get('ExternalId'));
  if (!assumed) return denied('sts', request, `sts:AssumeRole on resource: ${arn}`, request.account.who);
  const { id, key } = assumed;
  return stsAnswer(request, action, {
    AssumedRoleUser: {
      AssumedRoleId: `AROASIMULATED:${parameters.get('RoleSessionName') ?? ''}`,
      Arn: key.who,
    },
    Credentials: {
      AccessKeyId: id,
      SecretAccessKey: key.secretAccessKey,
      SessionToken: key.sessionToken,
      Expiration: key.expiresAt?.toISOString(),
    },
  });
}
