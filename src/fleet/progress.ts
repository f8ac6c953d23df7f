import { z } from 'zod';
import { known, LOCALES, textIn, type PowerProgress, type Text } from 'multi-cloud-manager/plugin';
import { isText } from '../locale/is-text.js';

const id = z.string().min(1).max(200).optional().catch(undefined);

const LONGEST = 2000;

/** Whether it can be read out in every language. */
const isSentence = (value: unknown): value is Text =>
  isText(value) &&
  LOCALES.map((locale) => textIn(value, locale).length).every((length) => length >= 1 && length <= LONGEST);

/** What a plugin may say of an action. The state is what matters; of the rest what does not fit is left out. */
const Said = z.object({
  state: z.enum(['in_progress', 'completed', 'errored']),
  operationId: id,
  requestId: id,
  percent: z.number().min(0).max(100).optional().catch(undefined),
  message: z.custom<Text>(isSentence).optional().catch(undefined),
});

/** The answer of a provider as far as it is one; undefined where it says nothing. A plugin in plain JavaScript may answer anything. */
export function progressOf(said: unknown): PowerProgress | undefined {
  const parsed = Said.safeParse(said);
  if (!parsed.success) return undefined;
  const { state, ...more } = parsed.data;
  return { state, ...known(more) };
}
