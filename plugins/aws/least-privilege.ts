import type { LeastPrivilege } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

const ACTIONS = [
  'ec2:DescribeInstances',
  'ec2:DescribeRegions',
  'ec2:DescribeVolumes',
  'ec2:DescribeInstanceTypes',
  'cloudwatch:GetMetricData',
];

/** Every action that the plugin asks for, and no other. None of them can be narrowed to single instances. */
export const LEAST_PRIVILEGE: { readonly read: LeastPrivilege } = {
  read: {
    what: say((words) => words.policy),
    text: JSON.stringify(
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ACTIONS, Resource: '*' }] },
      null,
      2,
    ),
  },
};
