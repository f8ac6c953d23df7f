import type { TargetQuery } from 'multi-cloud-manager/plugin';
import type { AuditCall, AuditTarget } from '../audit/record.js';
import type { CallState } from '../call/state.js';
import { CONFIRMATIONS } from '../confirmation/match.js';
import { cleanJson } from '../text/clean.js';

const hidden: ReadonlySet<string> = new Set(CONFIRMATIONS);
const LONGEST = 500;

/** What the audit says of a call, taken from what is known of it so far. */
export function auditCall(state: CallState): AuditCall {
  const { tool, request, power } = state;
  return {
    call_id: state.id,
    tool: tool.name,
    access: tool.access,
    plugin: tool.plugin,
    principal: request.session.principal,
    ...(request.session.client && {
      client: cleanJson(request.session.client, 100) as typeof request.session.client,
    }),
    session: request.session.id,
    arguments: argumentsOf(request.arguments),
    ...(power?.intent.reason !== undefined && { reason: power.intent.reason }),
    ...(power && {
      action: power.variant,
      target: {
        provider: power.target.provider,
        account: power.target.account,
        id: power.target.id,
        name: power.target.name,
        status: power.target.status,
      },
    }),
    ...(!power && state.asked && { target: askedFor(state.asked) }),
    decisions: state.decisions,
    ...(state.confirmation && { confirmation: state.confirmation }),
  };
}

function askedFor({ provider, id, account }: TargetQuery): AuditTarget {
  const asked = { provider: provider.toLowerCase(), id, ...(account !== undefined && { account }) };
  return cleanJson(asked, LONGEST) as AuditTarget;
}

/** The arguments as they were given, cleaned and capped; of the confirmations only that they were given. */
function argumentsOf(given: unknown): unknown {
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    return cleanJson(given, LONGEST) ?? null;
  const shown = Object.entries(given)
    .slice(0, 50)
    .map(([key, value]) => [key, hidden.has(key) ? '[given]' : value] as const);
  return cleanJson(Object.fromEntries(shown), LONGEST);
}
