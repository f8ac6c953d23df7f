import { z } from 'zod';

/** The status words that every cloud's own words are mapped to; `unknown` where a cloud says something new. */
export const INSTANCE_STATUSES = [
  'pending',
  'running',
  'stopping',
  'stopped',
  'rebooting',
  'terminated',
  'unknown',
] as const;

/** One schema for a server on any cloud: the type, the JSON Schema and the check. */
export const Instance = z.object({
  provider: z.string().describe('Provider name'),
  account: z.string().describe('Named credentials it was found with'),
  id: z.string().describe("The cloud's own id"),
  name: z.string().describe('Label, else host name, else id'),
  status: z.enum(INSTANCE_STATUSES),
  provider_status: z.string().describe("The cloud's own word for the status"),
  region: z.string(),
  zone: z.string().optional(),
  type: z.string().describe("The cloud's size or type name"),
  vcpus: z.number().optional(),
  memory_mib: z.number().optional(),
  disk_gib: z.number().optional(),
  public_ips: z.array(z.string()).describe('IPv4 and IPv6'),
  private_ips: z.array(z.string()),
  tags: z.record(z.string(), z.string()).describe('A plain label has an empty value'),
  image: z.string().optional(),
  created_at: z.string().optional().describe('ISO 8601, UTC'),
  console_url: z.string().optional(),
  details: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('A curated record, where one instance was asked for'),
});

/** A server on any cloud. */
export type Instance = z.output<typeof Instance>;
/** One of {@link INSTANCE_STATUSES}. */
export type InstanceStatus = (typeof INSTANCE_STATUSES)[number];
