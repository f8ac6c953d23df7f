import { CONFIRMATION_LEVELS, POWER_ACTIONS } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

/** Who answered, as it is kept. */
export const AnswerPrincipal = z.object({
  id: z.string(),
  source: z.string(),
  groups: z.array(z.string()),
  authenticated: z.boolean(),
});

/** A question as it lies in the store. It holds none of the values that would be right, only their salted hashes. */
export const ApprovalRequest = z.object({
  binding: z.object({ reference: z.string(), seen: z.record(z.string(), z.string()) }),
  level: z.enum(CONFIRMATION_LEVELS),
  tool: z.string(),
  variant: z.enum([...POWER_ACTIONS, 'force_reboot']),
  instance: z.object({ provider: z.string(), account: z.string(), id: z.string() }),
  /** Where and in what state it is, as a challenge says it. */
  shown: z.record(z.string(), z.unknown()),
  would: z.string(),
  warnings: z.array(z.string()),
  principal: AnswerPrincipal,
  client: z.object({ name: z.string(), version: z.string() }).optional(),
  expected: z.object({ salt: z.string(), addresses: z.array(z.string()), name: z.string() }),
  askedAt: z.iso.datetime(),
});
/** See {@link ApprovalRequest}. */
export type ApprovalRequest = z.output<typeof ApprovalRequest>;

/** What was typed. */
export const Values = z.object({
  ip_confirmation: z.string().optional(),
  name_confirmation: z.string().optional(),
  operation_confirmation: z.string().optional(),
});

/** A question, or what a person answered to it. */
export const ApprovalState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('pending'), request: ApprovalRequest }),
  z.object({ status: z.literal('granted'), request: ApprovalRequest, by: AnswerPrincipal, values: Values }),
  z.object({ status: z.literal('declined'), request: ApprovalRequest, by: AnswerPrincipal }),
]);
/** See {@link ApprovalState}. */
export type ApprovalState = z.output<typeof ApprovalState>;
