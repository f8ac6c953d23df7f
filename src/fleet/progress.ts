import { z } from 'zod';
import { known, type PowerProgress } from 'multi-cloud-manager/plugin';

const id = z.string().min(1).max(200).optional().catch(undefined);

/** What a plugin may say of an action. The state is what matters; of the rest what does not fit is left out. */
const Said = z.object({
  state: z.enum(['in_progress', 'completed', 'errored']),
  operationId: id,
  requestId: id,
  percent: z.number().min(0).max(100).optional().catch(undefined),
  message: z.string().min(1).max(2000).optional().catch(undefined),
});

/** The answer of a provider as far as it is one; undefined where it says nothing. A plugin in plain JavaScript may answer anything. */
export function progressOf(said: unknown): PowerProgress | undefined {
  const parsed = Said.safeParse(said);
  if (!parsed.success) return undefined;
  const { state, ...more } = parsed.data;
  return { state, ...known(more) };
}
