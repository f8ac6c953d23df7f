import {
  HOST_INFO,
  inject,
  injectable,
  known,
  Operation,
  Tool,
  type HostInfo,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const HistoryInput = z.strictObject({
  provider: z.string().min(1).optional(),
  instance_id: z.string().min(1).max(200).optional(),
  limit: z.int().positive().max(500).default(50),
});
const History = z.object({
  operations: z.array(Operation),
  incomplete: z.string().optional().describe('Why some may be missing'),
});

/** The tool that tells what was done, and what was refused. */
@injectable()
export class HistoryTools {
  constructor(@inject(HOST_INFO) private readonly host: HostInfo) {}

  @Tool({
    name: 'get_operation_history',
    title: 'Power operations so far',
    description: 'Power operations from the audit trail, newest first, refusals and challenges too.',
    access: 'read',
    input: HistoryInput,
    output: History,
    text: historyText,
  })
  async history(input: z.output<typeof HistoryInput>): Promise<z.input<typeof History>> {
    const { provider, instance_id, limit } = input;
    // Says which providers there are when this is none of them.
    const name = provider === undefined ? undefined : this.host.provider(provider).name;
    const { operations, incomplete } = await this.host.operations({
      limit,
      ...known({ provider: name, instanceId: instance_id }),
    });
    return { operations: [...operations], ...known({ incomplete }) };
  }
}

function historyText({ operations, incomplete }: z.output<typeof History>): string {
  const lines = operations.map(operationLine);
  if (lines.length === 0) lines.push('No power operation is in the audit trail.');
  return [...(incomplete === undefined ? [] : [incomplete]), ...lines].join('\n');
}

function operationLine({
  time,
  tool,
  provider,
  instance_id,
  outcome,
  status,
  code,
  principal,
}: Operation): string {
  const target = instance_id === undefined ? '' : ` on ${provider ?? ''}/${instance_id}`;
  return `${time} ${tool}${target}: ${[outcome, status, code].filter(Boolean).join(' ')} (${principal})`;
}
