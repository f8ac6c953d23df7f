import type { Clock, Fleet, Logger, Middleware, Policy } from 'multi-cloud-manager/plugin';
import type { AuditTrail } from '../audit/trail.js';
import type { Stage } from '../call/state.js';
import type { Roster } from '../fleet/roster.js';
import { audit } from '../middleware/audit.js';
import { confirm, type ConfirmParts } from '../middleware/confirm.js';
import { errors } from '../middleware/errors.js';
import { guard } from '../middleware/guard.js';
import { offered, type WhyNot } from '../middleware/offered.js';
import { intent } from '../middleware/intent.js';
import { invoke } from '../middleware/invoke.js';
import { policies } from '../middleware/policies.js';
import { quota } from '../middleware/quota.js';
import { Quotas } from '../middleware/quotas.js';
import { rate } from '../middleware/rate.js';
import { safety } from '../middleware/safety.js';
import type { SafetySettings } from '../middleware/safety/classes.js';
import { target } from '../middleware/target.js';
import { timeout } from '../middleware/timeout.js';
import { validate } from '../middleware/validate.js';
import type { PowerLeases } from '../power/leases.js';
import type { Mint } from '../power/permit.js';
import type { StateStore } from '../state/store.js';

/** What the stages are made of. */
export interface PipelineParts {
  readonly trail: AuditTrail;
  readonly clock: Clock;
  readonly log: (name: string) => Logger;
  readonly fleet: Fleet;
  readonly roster: Roster;
  readonly mint: Mint;
  readonly store: StateStore;
  readonly leases: PowerLeases;
  readonly confirmation: ConfirmParts;
  readonly policies: readonly (Policy | Middleware)[];
  readonly safety: SafetySettings;
  readonly ratePerMinute: number;
  readonly callSeconds: number;
  readonly whyNot: WhyNot;
}

/** What surrounds every call, outermost first. This list is the order; there is no other. */
export function order(parts: PipelineParts): readonly Stage[] {
  const quotas = new Quotas(parts.store, parts.clock);
  return [
    audit(parts.trail, parts.clock, parts.log('call')),
    errors(parts.log('pipeline')),
    rate(parts.ratePerMinute, parts.clock, parts.store),
    validate(),
    offered(parts.whyNot),
    target(parts.fleet, parts.roster),
    policies(parts.policies, { ...parts, before: quotas.before }),
    safety(parts.safety, parts.roster),
    confirm(parts.confirmation),
    guard({ ...parts, locks: parts.confirmation, log: parts.log('pipeline') }),
    quota(parts.policies, quotas),
    intent(parts.trail),
    timeout(parts.callSeconds),
    invoke(parts.log),
  ];
}
