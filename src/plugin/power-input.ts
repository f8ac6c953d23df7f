import { z } from 'zod';

const confirmation = z.string().max(1000).optional();

/**
 * The fields that every power tool takes beside its own. All optional. Their names say what they are, and a challenge says what to ask the
 * user for: the general power tool alone describes them, because a description here is paid for in every power tool.
 */
export const POWER_FIELDS = {
  account: z.string().optional(),
  ip_confirmation: confirmation,
  name_confirmation: confirmation,
  operation_confirmation: confirmation,
  wait_seconds: z.int().min(0).max(55).default(20),
  dry_run: z.boolean().default(false),
  reason: z.string().max(500).optional(),
};

/** Added to reboots: the forced form, where a cloud has one. */
export const FORCE_FIELD = {
  force: z.boolean().default(false),
};

/** The input of a power tool: its own fields and those that are the same everywhere. */
export function powerInput<S extends z.ZodRawShape>(
  shape: S,
): z.ZodObject<S & typeof POWER_FIELDS, z.core.$strict> {
  return z.strictObject({ ...shape, ...POWER_FIELDS });
}

/** The input of a reboot: as `powerInput`, with `force`. */
export function rebootInput<S extends z.ZodRawShape>(
  shape: S,
): z.ZodObject<S & typeof POWER_FIELDS & typeof FORCE_FIELD, z.core.$strict> {
  return z.strictObject({ ...shape, ...POWER_FIELDS, ...FORCE_FIELD });
}

/** A whole-number id: published as `integer`, accepted as a string of digits too. */
export function wholeNumberId(description?: string) {
  const id = z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
    z.int('expected a whole number').positive('expected a whole number above 0'),
  );
  return description === undefined ? id : id.describe(description);
}
