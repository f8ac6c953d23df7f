import type { LeastPrivilege } from 'multi-cloud-manager/plugin';

const READS = ['ecs:DescribeInstances', 'ecs:DescribeRegions', 'ecs:DescribeInstanceMonitorData'];
const POWER = ['ecs:StartInstance', 'ecs:StopInstance', 'ecs:RebootInstance'];

const policy = (actions: readonly string[]): LeastPrivilege => ({
  what: 'A custom RAM policy for the RAM user (https://ram.console.aliyun.com/policies)',
  text: JSON.stringify(
    { Version: '1', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
    null,
    2,
  ),
});

/** Every action that the plugin asks for, and no other. */
export const LEAST_PRIVILEGE = { read: policy(READS), power: policy([...READS, ...POWER]) };
