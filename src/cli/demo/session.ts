import { bootId } from '../../audit/disk.js';
import { trailOnDisk } from '../../audit/files.js';
import { readTrail } from '../../audit/read.js';
import { isOfCall, type TrailCall } from '../../audit/record.js';
import { verifyTrail } from '../../audit/verify.js';
import { connect, type Reply } from './client.js';
import type { DemoStage } from './stage.js';

const WEB = { droplet_id: 123456 };
const REBOOT = 'reboot_digitalocean_droplet';
const CONFIRMED = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'web-server-01',
  operation_confirmation: 'reboot',
};

/** One call of the session, and what has to come of it. */
interface Step {
  readonly title: string;
  readonly tool: string;
  readonly input: Record<string, unknown>;
  readonly right: (reply: Reply) => boolean;
}

const has =
  (key: string, value: unknown) =>
  ({ content }: Reply): boolean =>
    content[key] === value;
const code =
  (wanted: string) =>
  ({ content }: Reply): boolean =>
    (content['error'] as { code?: string } | undefined)?.code === wanted;

const STEPS: readonly Step[] = [
  { title: 'How is mcm?', tool: 'get_system_status', input: {}, right: has('status', 'operational') },
  { title: 'What is there, on every cloud?', tool: 'list_instances', input: {}, right: has('total', 12) },
  {
    title: 'Whose IP is this?',
    tool: 'get_instance_info',
    input: { ip_address: '203.0.113.7' },
    right: has('id', '123456'),
  },
  {
    title: 'And this one, an elastic IP in front of a server?',
    tool: 'get_instance_info',
    input: { ip_address: '192.0.2.77' },
    right: has('name', 'shop-cn-01'),
  },
  {
    title: 'And this one, IPv6 in another spelling?',
    tool: 'get_instance_info',
    input: { ip_address: '2001:0DB8::0A01' },
    right: has('name', 'v6-only'),
  },
  {
    title: 'How is it doing?',
    tool: 'get_instance_monitoring',
    input: { identifier: '203.0.113.7' },
    right: ({ isError }) => !isError,
  },
  {
    title: 'Reboot it, without confirmation',
    tool: REBOOT,
    input: WEB,
    right: has('status', 'confirmation_required'),
  },
  {
    title: 'Reboot it, with a wrong name',
    tool: REBOOT,
    input: { ...WEB, ...CONFIRMED, name_confirmation: 'web-server-1' },
    right: code('CONFIRMATION_FAILED'),
  },
  {
    title: 'Reboot it, confirmed',
    tool: REBOOT,
    input: { ...WEB, ...CONFIRMED },
    right: has('status', 'completed'),
  },
  {
    title: 'Reboot the production database: values from a model are not enough',
    tool: REBOOT,
    input: { droplet_id: 123457 },
    right: code('CONFIRMATION_FAILED'),
  },
  {
    title: 'Stop a server on AWS: there mcm only reads',
    tool: 'manage_instance_power',
    input: { provider: 'aws', instance_id: 'i-0a1b2c3d4e5f60001', action: 'shutdown' },
    right: code('OPERATION_NOT_SUPPORTED'),
  },
  {
    title: 'What was done, and what was refused?',
    tool: 'get_operation_history',
    input: {},
    right: ({ isError }) => !isError,
  },
];

/** Plays the session and says whether everything went as it should. */
export async function play(
  program: string,
  stage: DemoStage,
  write: (text: string) => void,
): Promise<boolean> {
  const say = (text: string): void => {
    write(`${text}\n`);
  };
  const quote = (text: string): void => {
    say(text.replace(/^/gm, '    '));
  };
  const client = await connect(program, stage, {
    progress: (message) => {
      quote(`… ${message}`);
    },
    ask: (message) => {
      say('  The server asks a person through the client:');
      quote(message);
      say('  The person of this demo declines.');
    },
  });
  const failures: string[] = [];
  try {
    say(`Connected to multi-cloud-manager ${client.version} over stdio: ${String(client.tools)} tools.`);
    say('The clouds are simulators on this machine; nothing leaves it.');
    for (const [index, { title, tool, input, right }] of STEPS.entries()) {
      say(`\n${String(index + 1)}. ${title}`);
      say(`  > ${tool} ${JSON.stringify(input)}`);
      const reply = await client.call(tool, input);
      quote(reply.text);
      if (!right(reply)) failures.push(title);
    }
  } finally {
    await client.close();
  }
  say('\nThe audit trail');
  for (const record of (await readTrail(stage.stateDir)).records.filter(isOfCall)) say(`  ${line(record)}`);
  const { ok } = await verifyTrail(trailOnDisk(stage.stateDir), await bootId());
  say(ok ? '  Verified: every record is as it was written.' : '  NOT as it was written.');
  if (!ok) failures.push('a trail that verifies');
  const sent = stage.clouds.mutations();
  say(`\nPower requests that reached a cloud: ${String(sent.length)}`);
  for (const each of sent) say(`  ${each}`);
  if (sent.length !== 1) failures.push('exactly one power request');
  for (const failure of failures) say(`NOT AS EXPECTED: ${failure}`);
  return failures.length === 0;
}

function line(record: TrailCall): string {
  const what =
    record.kind === 'intent'
      ? 'INTENT'
      : [record.outcome, record.code, record.status].filter(Boolean).join(' ');
  const on = record.target ? ` on ${record.target.provider}/${record.target.id}` : '';
  return `${record.time} #${String(record.seq)} ${record.tool}${on}: ${what}`;
}
