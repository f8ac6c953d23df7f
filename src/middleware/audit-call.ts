import type { ClientInfo, McmError, TargetQuery } from 'multi-cloud-manager/plugin';
import type { AuditCall, AuditTarget, CallRecord } from '../audit/record.js';
import type { CallRequest } from '../call/request.js';
import type { CallState } from '../call/state.js';
import { CONFIRMATIONS } from '../confirmation/match.js';
import { cleanJson, cleanText } from '../text/clean.js';

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
    ...(request.session.client && { client: clientOf(request.session.client) }),
    session: request.session.id,
    arguments: argumentsOf(request.arguments, Object.keys(tool.declared.spec.input.shape)),
    ...(request.resource !== undefined && { resource: cleanText(request.resource, LONGEST) }),
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

/**
 * The arguments as they were given, cleaned and capped; of the confirmations only that they were given, and of what is no argument
 * of the tool only that it was there.
 */
function argumentsOf(given: unknown, known: readonly string[]): unknown {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return {};
  const shown = Object.entries(given)
    .slice(0, 50)
    .map(([key, value]) => {
      if (!known.includes(key)) return [key, '[not an argument]'] as const;
      return [key, hidden.has(key) ? '[given]' : value] as const;
    });
  return cleanJson(Object.fromEntries(shown), LONGEST);
}

/** What the audit says of a call of a tool that there is not. */
export function unknownCall(id: string, { tool, session }: CallRequest, error: McmError): CallRecord {
  return {
    kind: 'call',
    call_id: id,
    tool: cleanText(tool, 100),
    access: 'unknown',
    plugin: '',
    principal: session.principal,
    ...(session.client && { client: clientOf(session.client) }),
    session: session.id,
    arguments: {},
    decisions: [],
    outcome: 'refused',
    code: error.code,
    message: 'There is no such tool.',
    duration_ms: 0,
  };
}

const clientOf = (client: ClientInfo): ClientInfo => cleanJson(client, 100) as ClientInfo;
