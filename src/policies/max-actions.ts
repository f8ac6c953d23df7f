import { allow, definePolicy, type Policy } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const MINUTES = { m: 1, h: 60, d: 1440 } as const;

const Per = z
  .union([
    z.number().positive(),
    z.string().regex(/^[1-9]\d{0,3}[mhd]$/, 'expected minutes, or a time like 90m, 1h or 7d'),
  ])
  .describe('Minutes, or 90m, 1h, 7d');

/** How many power actions may be sent. */
export const MaxActionsOptions = z.strictObject({
  count: z.int().min(1),
  per: Per,
  perAccount: z.boolean().default(false).describe('Count each account of each cloud by itself'),
});
/** See {@link MaxActionsOptions}. */
export type MaxActionsOptions = z.input<typeof MaxActionsOptions>;

/** No more than so many power actions are sent within a time that moves along, by all processes that share the state directory. */
export function maxActions(options: MaxActionsOptions): Policy {
  const { count, per, perAccount } = MaxActionsOptions.parse(options);
  const perMs = minutesOf(per) * 60_000;
  return definePolicy({
    name: 'max-actions',
    evaluate: allow,
    quota: (_call, { provider, account }) => ({
      key: perAccount ? JSON.stringify([provider, account]) : 'all',
      count,
      perMs,
    }),
  });
}

function minutesOf(per: z.output<typeof Per>): number {
  return typeof per === 'number'
    ? per
    : Number(per.slice(0, -1)) * MINUTES[per.slice(-1) as keyof typeof MINUTES];
}
