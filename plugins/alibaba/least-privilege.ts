import type { LeastPrivilege } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

const PAGE = 'https://ram.console.aliyun.com/policies';
const READS = ['ecs:DescribeInstances', 'ecs:DescribeRegions', 'ecs:DescribeInstanceMonitorData'];
const POWER = ['ecs:StartInstance', 'ecs:StopInstance', 'ecs:RebootInstance'];

const policy = (actions: readonly string[]): LeastPrivilege => ({
  what: say((words) => words.policy(PAGE)),
  text: JSON.stringify(
    { Version: '1', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
    null,
    2,
  ),
});

/** Every action that the plugin asks for, and no other. */
export const LEAST_PRIVILEGE = { read: policy(READS), power: policy([...READS, ...POWER]) };
