import { readTrail } from '../../audit/read.js';
import type { AuditRecord } from '../../audit/record.js';
import { connect, type Reply } from './client.js';
import type { DemoStage } from './stage.js';

const WEB = { droplet_id: 123456 };
const CONFIRMED = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'web-server-01',
  operation_confirmation: 'reboot',
};

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
  const step = async (
    title: string,
    tool: string,
    input: Record<string, unknown>,
    right: (reply: Reply) => boolean,
  ): Promise<void> => {
    say(`\n${title}`);
    say(`  > ${tool} ${JSON.stringify(input)}`);
    const reply = await client.call(tool, input);
    quote(reply.text);
    if (!right(reply)) failures.push(title);
  };
  const code = (reply: Reply) => (reply.content['error'] as { code?: string } | undefined)?.code;
  const reboot = 'reboot_digitalocean_droplet';
  try {
    say(`Connected to multi-cloud-manager ${client.version} over stdio: ${String(client.tools)} tools.`);
    say('The cloud is a simulator on this machine; nothing leaves it.');
    await step(
      '1. How is mcm?',
      'get_system_status',
      {},
      (reply) => reply.content['status'] === 'operational',
    );
    await step(
      '2. Whose IP is this?',
      'get_instance_info',
      { ip_address: '203.0.113.7' },
      (reply) => reply.content['id'] === '123456',
    );
    await step('3. How is it doing?', 'get_digitalocean_droplet_monitoring', WEB, (reply) => !reply.isError);
    await step(
      '4. Reboot it, without confirmation',
      reboot,
      WEB,
      (reply) => !reply.isError && reply.content['status'] === 'confirmation_required',
    );
    await step(
      '5. Reboot it, with a wrong name',
      reboot,
      { ...WEB, ...CONFIRMED, name_confirmation: 'web-server-1' },
      (reply) => code(reply) === 'CONFIRMATION_FAILED',
    );
    await step(
      '6. Reboot it, confirmed',
      reboot,
      { ...WEB, ...CONFIRMED },
      (reply) => reply.content['status'] === 'completed',
    );
    await step(
      '7. Reboot the production database: values from a model are not enough',
      reboot,
      { droplet_id: 123457 },
      (reply) => code(reply) === 'CONFIRMATION_FAILED',
    );
  } finally {
    await client.close();
  }
  say('\n8. The audit trail');
  for (const record of await readTrail(stage.stateDir)) say(`  ${line(record)}`);
  const sent = stage.cloud.journal
    .mutations()
    .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
  say(`\nPower requests that reached the cloud: ${String(sent.length)}`);
  for (const each of sent) say(`  ${each}`);
  if (sent.length !== 1) failures.push('exactly one power request');
  for (const failure of failures) say(`NOT AS EXPECTED: ${failure}`);
  return failures.length === 0;
}

function line(record: AuditRecord): string {
  const what =
    record.kind === 'intent'
      ? 'INTENT'
      : [record.outcome, record.code, record.status].filter(Boolean).join(' ');
  const on = record.target ? ` on ${record.target.provider}/${record.target.id}` : '';
  return `${record.time} #${String(record.seq)} ${record.tool}${on}: ${what}`;
}
