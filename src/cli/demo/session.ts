import { bootId } from '../../audit/disk.js';
import { trailOnDisk } from '../../audit/files.js';
import { readTrail } from '../../audit/read.js';
import { isOfCall, type TrailCall } from '../../audit/record.js';
import { verifyTrail } from '../../audit/verify.js';
import type { demo } from '../../locale/en/demo.js';
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
  readonly title: keyof typeof demo.steps;
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
  { title: 'status', tool: 'get_system_status', input: {}, right: has('status', 'operational') },
  { title: 'list', tool: 'list_instances', input: {}, right: has('total', 12) },
  {
    title: 'address',
    tool: 'get_instance_info',
    input: { ip_address: '203.0.113.7' },
    right: has('id', '123456'),
  },
  {
    title: 'elastic',
    tool: 'get_instance_info',
    input: { ip_address: '192.0.2.77' },
    right: has('name', 'shop-cn-01'),
  },
  {
    title: 'ipv6',
    tool: 'get_instance_info',
    input: { ip_address: '2001:0DB8::0A01' },
    right: has('name', 'v6-only'),
  },
  {
    title: 'metrics',
    tool: 'get_instance_monitoring',
    input: { identifier: '203.0.113.7' },
    right: ({ isError }) => !isError,
  },
  {
    title: 'unconfirmed',
    tool: REBOOT,
    input: WEB,
    right: has('status', 'confirmation_required'),
  },
  {
    title: 'wrongName',
    tool: REBOOT,
    input: { ...WEB, ...CONFIRMED, name_confirmation: 'web-server-1' },
    right: code('CONFIRMATION_FAILED'),
  },
  {
    title: 'confirmed',
    tool: REBOOT,
    input: { ...WEB, ...CONFIRMED },
    right: has('status', 'completed'),
  },
  {
    title: 'production',
    tool: REBOOT,
    input: { droplet_id: 123457 },
    right: code('CONFIRMATION_FAILED'),
  },
  {
    title: 'readOnly',
    tool: 'manage_instance_power',
    input: { provider: 'aws', instance_id: 'i-0a1b2c3d4e5f60001', action: 'shutdown' },
    right: code('OPERATION_NOT_SUPPORTED'),
  },
  {
    title: 'history',
    tool: 'get_operation_history',
    input: {},
    right: ({ isError }) => !isError,
  },
];

/** Plays the session and says whether everything went as it should. */
export async function play(
  program: string,
  stage: DemoStage,
  words: typeof demo,
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
      say(`  ${words.asks}`);
      quote(message);
      say(`  ${words.declines}`);
    },
  });
  const failures: string[] = [];
  try {
    say(words.connected(client.version, client.tools));
    say(words.nothingLeaves);
    for (const [index, { title, tool, input, right }] of STEPS.entries()) {
      say(`\n${String(index + 1)}. ${words.steps[title]}`);
      say(`  > ${tool} ${JSON.stringify(input)}`);
      const reply = await client.call(tool, input);
      quote(reply.text);
      if (!right(reply)) failures.push(words.steps[title]);
    }
  } finally {
    await client.close();
  }
  say(`\n${words.trail}`);
  for (const record of (await readTrail(stage.stateDir)).records.filter(isOfCall)) say(`  ${line(record)}`);
  const { ok } = await verifyTrail(trailOnDisk(stage.stateDir), await bootId());
  say(`  ${ok ? words.verified : words.notVerified}`);
  if (!ok) failures.push(words.aVerifiedTrail);
  const sent = stage.clouds.mutations();
  say(`\n${words.sent(sent.length)}`);
  for (const each of sent) say(`  ${each}`);
  if (sent.length !== 1) failures.push(words.oneRequest);
  for (const failure of failures) say(words.failure(failure));
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
