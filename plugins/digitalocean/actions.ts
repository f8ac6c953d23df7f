import { z } from 'zod';

/** What was done to a droplet. */
export const Actions = z.object({
  instance_id: z.string(),
  name: z.string(),
  actions: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      status: z.string(),
      started_at: z.string().optional(),
      completed_at: z.string().optional(),
      region: z.string().optional(),
    }),
  ),
  total: z.number(),
});
/** See {@link Actions}. */
export type Actions = z.output<typeof Actions>;
