import { z } from 'zod';

// What is read of the API's answers; everything else is let through unread. A token without the scope for a part (`image:read`,
// `tag:read`, `vpc:read` …) gets the rest without it, so little is required.
// https://docs.digitalocean.com/reference/api/digitalocean/

const Network = z.object({ ip_address: z.string(), type: z.string().nullish() });

const Gpu = z.object({
  count: z.number().nullish(),
  model: z.string().nullish(),
  vram: z.object({ amount: z.number().nullish(), unit: z.string().nullish() }).nullish(),
});

/** One page holds them all. */
export const RegionsAnswer = z.object({ regions: z.array(z.object({ slug: z.string() })) });

export const WireDroplet = z.object({
  id: z.int().positive(),
  name: z.string(),
  status: z.string(),
  locked: z.boolean().nullish(),
  memory: z.number().nullish(),
  vcpus: z.number().nullish(),
  disk: z.number().nullish(),
  disk_info: z
    .array(
      z.object({
        type: z.string().nullish(),
        size: z.object({ amount: z.number().nullish(), unit: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
  created_at: z.string().nullish(),
  features: z.array(z.string()).nullish(),
  kernel: z.object({ name: z.string().nullish(), version: z.string().nullish() }).nullish(),
  backup_ids: z.array(z.number()).nullish(),
  next_backup_window: z.object({ start: z.string().nullish(), end: z.string().nullish() }).nullish(),
  snapshot_ids: z.array(z.number()).nullish(),
  volume_ids: z.array(z.string()).nullish(),
  image: z
    .object({
      id: z.number().nullish(),
      name: z.string().nullish(),
      distribution: z.string().nullish(),
      slug: z.string().nullish(),
      type: z.string().nullish(),
    })
    .nullish(),
  size: z
    .object({
      slug: z.string().nullish(),
      description: z.string().nullish(),
      transfer: z.number().nullish(),
      price_monthly: z.number().nullish(),
      price_hourly: z.number().nullish(),
    })
    .nullish(),
  size_slug: z.string().nullish(),
  networks: z.object({ v4: z.array(Network).nullish(), v6: z.array(Network).nullish() }).nullish(),
  region: z.object({ slug: z.string().nullish(), name: z.string().nullish() }).nullish(),
  tags: z.array(z.string()).nullish(),
  vpc_uuid: z.string().nullish(),
  gpu_info: Gpu.nullish(),
});
export type WireDroplet = z.output<typeof WireDroplet>;

export const WireAction = z.object({
  id: z.int().positive(),
  status: z.string(),
  type: z.string(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  region_slug: z.string().nullish(),
});
export type WireAction = z.output<typeof WireAction>;

const paging = {
  links: z.object({ pages: z.object({ next: z.string().nullish() }).nullish() }).nullish(),
  meta: z.object({ total: z.number().nullish() }).nullish(),
};

export const DropletAnswer = z.object({ droplet: WireDroplet });
export const DropletsAnswer = z.object({ droplets: z.array(WireDroplet), ...paging });
export const ActionAnswer = z.object({ action: WireAction });
export const ActionsAnswer = z.object({ actions: z.array(WireAction), ...paging });
export const AccountAnswer = z.object({
  account: z.object({ status: z.string().nullish(), droplet_limit: z.number().nullish() }),
});

/** A line of a chart: its labels, and `[unix seconds, number as text]` pairs. */
export const WireSeries = z.object({
  metric: z.record(z.string(), z.string()),
  values: z.array(z.tuple([z.number(), z.union([z.string(), z.number()])])),
});
export type WireSeries = z.output<typeof WireSeries>;
export const MetricAnswer = z.object({ data: z.object({ result: z.array(WireSeries).nullable() }) });
