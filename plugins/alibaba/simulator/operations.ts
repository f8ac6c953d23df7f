import type { SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import { answerPower, isPower, type ActionPlan } from './act.js';
import { describeInstances, describeRegions, forbidden } from './describe.js';
import type { Keyholder } from './keys.js';
import { describeMonitorData } from './monitor.js';
import { accept, refuse } from './replies.js';

/** More of what the API can do. That the destructive ones work here too is the point: a test can see that none comes. */
const OTHERS: ReadonlySet<string> = new Set([
  'RunInstances',
  'StartInstances',
  'StopInstances',
  'RebootInstances',
  'DeleteInstance',
  'DeleteInstances',
  'ModifyInstanceAttribute',
  'ModifyInstanceSpec',
  'ReplaceSystemDisk',
  'ReInitDisk',
  'RunCommand',
]);

/** Answers any request, by the action in its header. */
export function operate(request: SimulatorRequest<Keyholder>, plan: ActionPlan): SimulatorReply {
  const action = request.headers['x-acs-action'] ?? '';
  if (request.headers['x-acs-version'] !== '2014-05-26') {
    return refuse(request, 400, 'InvalidVersion', 'Specified parameter Version is not valid.');
  }
  if (action === 'DescribeInstances') return describeInstances(request);
  const known =
    isPower(action) || OTHERS.has(action) || /^Describe(Regions|InstanceMonitorData)$/.test(action);
  if (!known) {
    return refuse(
      request,
      404,
      'InvalidAction.NotFound',
      'Specified api is not found, please check your url and method.',
    );
  }
  if (!request.account.may(action)) return forbidden(request);
  if (action === 'DescribeRegions') return describeRegions(request);
  if (action === 'DescribeInstanceMonitorData') return describeMonitorData(request);
  if (isPower(action)) return answerPower(request, action, plan);
  if (action === 'DeleteInstance') request.account.account.remove(request.query['InstanceId'] ?? '');
  return accept(request);
}
