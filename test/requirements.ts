import { ALL_ROWS } from './catalogue.js';

/**
 * One thing that the program has to do. Tests cite a rule in their names as `[RULE:…]`; requirements.test.ts holds that none is
 * forgotten. The tools and their parameters come from the table in catalogue.ts, which tools/catalogue.test.ts holds row by row.
 */
export interface Requirement {
  /** `TOOL:…`, `PARAM:tool.parameter` or `RULE:…`. */
  readonly id: string;
  readonly text: string;
}

/** A tool is a requirement, and each of its parameters. */
const CONTRACT: readonly Requirement[] = ALL_ROWS.flatMap(({ name, text, parameters }) => [
  { id: `TOOL:${name}`, text },
  ...parameters.map((parameter) => ({ id: `PARAM:${name}.${parameter.name}`, text: parameter.text })),
]);

const RULES: readonly Requirement[] = [
  {
    id: 'RULE:ACCOUNT',
    text: 'Every tool that can concern several accounts takes account; default all, or the one that has the target.',
  },
  {
    id: 'RULE:IDS-ARE-INTEGERS',
    text: 'Whole-number ids are published as integer and accepted as digit strings too.',
  },
  { id: 'RULE:HOURS', text: 'hours is 1 to 720, default 1.' },
  {
    id: 'RULE:VALIDATION-NAMES-EACH-PATH',
    text: 'Wrong arguments: VALIDATION_FAILED naming each path and what was expected; nothing is sent.',
  },
  {
    id: 'RULE:FIND-BY-ANY-SPELLING',
    text: 'An address is found in any spelling, IPv4 and IPv6, public and private.',
  },
  { id: 'RULE:PRIVATE-MATCHES', text: 'A private address that several accounts have gives matches.' },
  { id: 'RULE:ALL-PAGES', text: 'Every page of every account is read before anything is said not to exist.' },
  {
    id: 'RULE:NOT-FOUND-ONLY-WHEN-ALL-ANSWERED',
    text: 'RESOURCE_NOT_FOUND only when every scope that could hold it answered; otherwise the failed scopes are named.',
  },
  {
    id: 'RULE:UNSUPPORTED-IS-SAID',
    text: 'An action that a cloud does not have is OPERATION_NOT_SUPPORTED; nothing else is done instead.',
  },
  {
    id: 'RULE:REAL-MONITORING',
    text: 'Monitoring returns data; a droplet without the agent gets a clear answer.',
  },
  {
    id: 'RULE:CONFIRMATION-WORDS',
    text: 'Each operation has its words; 关机 is a shutdown and never cuts the power.',
  },
  {
    id: 'RULE:CONFIRMATION-FOLDING',
    text: 'Words are matched after trimming, NFKC and case folding; spaces and hyphens count as underscores.',
  },
  {
    id: 'RULE:ADDRESS-COMPARED-AS-ADDRESS',
    text: 'The address is compared as an address, against every public one.',
  },
  {
    id: 'RULE:PRIVATE-ONLY-WITHOUT-PUBLIC',
    text: 'Private addresses confirm only an instance without a public one.',
  },
  { id: 'RULE:NAME-EXACT', text: 'The name is trimmed and cleaned, then compared exactly.' },
  { id: 'RULE:NAME-SHOWN', text: 'The name is the label, else the host name, else the id.' },
  { id: 'RULE:NO-UNKNOWN-NAME', text: 'No word for "unknown" confirms an instance without a name.' },
  { id: 'RULE:NO-ADDRESS-REFUSED', text: 'An instance without any address is refused, with the reason.' },
  { id: 'RULE:EMPTY-IS-NOT-GIVEN', text: 'An empty confirmation is not given.' },
  { id: 'RULE:ONE-CALL', text: 'The example call with three right values works in one go.' },
  { id: 'RULE:CHALLENGE', text: 'None given: a challenge, which is no error.' },
  {
    id: 'RULE:PARTIAL-IS-CHALLENGE',
    text: 'Some right and others missing: the challenge, naming what is missing.',
  },
  {
    id: 'RULE:WRONG-NAMES-WHICH',
    text: 'Any wrong value: CONFIRMATION_FAILED naming which, never what was expected.',
  },
  {
    id: 'RULE:NEVER-THE-EXPECTED-VALUES',
    text: 'Challenges, refusals and dry runs hold none of the expected values.',
  },
  {
    id: 'RULE:HUMAN-LEVEL',
    text: 'Where a person is required arguments are not enough, may be left out, and are refused when wrong.',
  },
  { id: 'RULE:APPROVAL-BINDING', text: 'An answer binds the tool, the action and the instance as it was.' },
  { id: 'RULE:DRY-RUN', text: 'dry_run judges like the real call, asks nobody and does nothing.' },
  { id: 'RULE:STATE-CHECK', text: 'An action that makes no sense in the state of the instance is refused.' },
  { id: 'RULE:PRODUCTION-WHOLE-WORDS', text: 'Production is told by whole words in name and tags.' },
  {
    id: 'RULE:LARGE',
    text: 'Large by vCPUs or memory, configurable for each provider; the name of the type only where sizes are unknown.',
  },
  {
    id: 'RULE:POLICY-FAILS-CLOSED',
    text: 'A policy that throws, hangs, answers nonsense or cannot be loaded refuses.',
  },
  {
    id: 'RULE:READY-POLICIES',
    text: 'Ready-made policies: change windows, targets, counts, a person, a reason.',
  },
  {
    id: 'RULE:DENIED-TARGETS',
    text: 'What a policy denies is in no listing, count or answer, and is never said not to exist.',
  },
  {
    id: 'RULE:QUOTAS',
    text: 'What a policy counts is what was sent, by every process, and never more than it says.',
  },
  { id: 'RULE:POLICY-TEST', text: 'Policies can be tried on a table of cases without a cloud.' },
  {
    id: 'RULE:DOCTOR',
    text: 'mcm doctor tells of everything that is wrong, and what to do, where serve would not start; it shows no secret.',
  },
  {
    id: 'RULE:INIT',
    text: 'mcm init finds credentials by name, shows how the safety stage would judge the fleet, and writes a commented config without a secret; it replaces none unasked.',
  },
  { id: 'RULE:READ-ONLY', text: 'A read-only host offers no power tool and refuses one that is called.' },
  { id: 'RULE:ONE-AT-A-TIME', text: 'One power action at a time for each instance.' },
  { id: 'RULE:TARGET-CHANGED', text: 'An instance that changed between check and act is left alone.' },
  { id: 'RULE:NEVER-SENT-TWICE', text: 'A power request is never sent twice; a lost answer is unknown.' },
  { id: 'RULE:AUDIT', text: 'One record for every call and every refusal.' },
  {
    id: 'RULE:AUDIT-MODE',
    text: 'The audit is an append-only file of mode 0600 in a directory of mode 0700.',
  },
  {
    id: 'RULE:INTENT-BEFORE-ACT',
    text: 'The intent of a power action is on disk before it is sent, the outcome after.',
  },
  {
    id: 'RULE:NO-AUDIT-NO-ACTION',
    text: 'Where the audit cannot be written power is refused and reads go on.',
  },
  {
    id: 'RULE:APPROVAL',
    text: 'A person approves in a terminal; the approval is for one call, once, expires, and no code passes through the model.',
  },
  {
    id: 'RULE:CONFIRMERS',
    text: 'A plugin can ask a person; its answer counts once, for the question that was put, and no more than the config says.',
  },
  {
    id: 'RULE:LOCKOUT',
    text: 'Three wrong confirmations in ten minutes lock the power of an instance for 15, over processes; a person unlocks it.',
  },
  {
    id: 'RULE:SHARED-STATE',
    text: 'State that processes share is changed on condition, has owners, and is not used when others could have written it.',
  },
  { id: 'RULE:AUDIT-CHAIN', text: 'Records are chained by hash, and the end of each chain is anchored.' },
  {
    id: 'RULE:AUDIT-VERIFY',
    text: 'Verifying names the first record of a chain that is not as it was written.',
  },
  { id: 'RULE:AUDIT-RETENTION', text: 'What is removed because it is old leaves a checkpoint.' },
  {
    id: 'RULE:STATE-STORES',
    text: 'Hosts on several machines can share their state in the store of a plugin; power is refused where it cannot be reached.',
  },
  {
    id: 'RULE:MANAGED-FLOOR',
    text: 'What administrators have fixed can be tightened by a config and not lowered; one that does not hold stops the start.',
  },
  { id: 'RULE:AUDIT-SINKS', text: 'Records can go to further sinks, and power can wait for them.' },
  { id: 'RULE:NO-SECRET', text: 'No secret in any answer, log or audit record.' },
  { id: 'RULE:SECRET-REFERENCE', text: 'A config refers to a secret without holding it.' },
  {
    id: 'RULE:MAIN-JOB',
    text: 'An address comes in; after the right confirmation the server is rebooted once, and it is in the audit.',
  },
  {
    id: 'RULE:ENVIRONMENT',
    text: 'Settings come from the environment; without a config the built-in clouds are on.',
  },
  { id: 'RULE:CONFIG-FORMATS', text: 'A config may be TypeScript, JavaScript, JSON or YAML.' },
  {
    id: 'RULE:CONFIG-ORDER',
    text: 'The flag, then MCM_CONFIG, then the config of the user, then the current directory.',
  },
  { id: 'RULE:CONFIG-ENV-FILE', text: 'A dotenv file adds variables and overrides none.' },
  {
    id: 'RULE:CONFIG-TRUST',
    text: 'A config of the current directory is loaded only when trusted; else the host is read-only and says so.',
  },
  { id: 'RULE:CONFIG-EXPLAINED', text: 'A wrong config is explained with file, path and what was meant.' },
  { id: 'RULE:BROKEN-CONFIG', text: 'A wrong config of a plugin stops the start.' },
  { id: 'RULE:BROKEN-PLUGIN', text: 'A broken plugin costs its own tools alone.' },
  { id: 'RULE:STDOUT-PURE', text: 'Not a byte on stdout that is not MCP.' },
  { id: 'RULE:ANNOTATIONS', text: 'Hints tell the truth and are given where they differ from the default.' },
  {
    id: 'RULE:BRIEF-OUTPUT-SCHEMAS',
    text: 'Published output schemas require nothing, so that errors and challenges fit.',
  },
  { id: 'RULE:MCP-VERSIONS', text: 'Protocol versions 2024-11-05 to 2025-11-25.' },
  { id: 'RULE:MCP-INSTRUCTIONS', text: 'Instructions teach a model when to use which tool.' },
  { id: 'RULE:MCP-STRUCTURED', text: 'structuredContent and a short text.' },
  { id: 'RULE:MCP-UNKNOWN-TOOL', text: 'An unknown tool is -32602.' },
  { id: 'RULE:MCP-BEFORE-INITIALIZE', text: 'What comes before initialize gets a JSON-RPC error.' },
  { id: 'RULE:MCP-MALFORMED-ANSWERED', text: 'Every request with an id is answered, malformed ones too.' },
  { id: 'RULE:MCP-BATCHES', text: 'Batches work where the version has them.' },
  { id: 'RULE:MCP-LOGGING', text: 'Logging reaches clients at the level they set.' },
  { id: 'RULE:MCP-CANCEL', text: 'Cancelling aborts a read in flight.' },
  { id: 'RULE:MCP-PROGRESS', text: 'Progress is told while an action is awaited.' },
  {
    id: 'RULE:RESOURCES',
    text: 'A resource is read by a call of the tool that gives the same; one whose tool is not offered is not listed.',
  },
  {
    id: 'RULE:CHART',
    text: 'Clients with MCP Apps get one chart for what every monitoring tool answers, and others pay nothing for it.',
  },
  {
    id: 'RULE:PROMPTS',
    text: 'Prompts name only tools that are offered, hold what was typed in quotes, and confirm nothing for a person.',
  },
  {
    id: 'RULE:COMPLETION',
    text: 'What is being typed is completed from the config and what was seen lately; no cloud is asked, and what policies deny is not told.',
  },
  {
    id: 'RULE:SCOPE-FAILURE-IS-NAMED',
    text: 'A scope that fails does not sink the answer; it is named with account, region and code.',
  },
  {
    id: 'RULE:LIST-FILTERS',
    text: 'A listing is narrowed by provider, account, region, status, name and tag.',
  },
  {
    id: 'RULE:CURSOR-IS-BOUND',
    text: 'A cursor is a position in one listing; with other filters, or from elsewhere, it is refused.',
  },
  {
    id: 'RULE:INVENTORY-IS-A-HINT',
    text: 'What was seen recently says whom to ask first; the answer is always read live.',
  },
  {
    id: 'RULE:FIRST-ANSWER-WINS',
    text: 'Whoever has a public address or id ends the question to the others at once.',
  },
  {
    id: 'RULE:NETWORK-OWNER',
    text: 'Whose network a public address is in is told when nobody here has it and ipinfo is configured.',
  },
  { id: 'RULE:OPERATION-HISTORY', text: 'Power operations of every process, newest first, refusals too.' },
  {
    id: 'RULE:TOOL-SELECTION',
    text: 'The config chooses the tools; one that is not offered is refused before anything is read.',
  },
  {
    id: 'RULE:SECRETS-LATE',
    text: 'A secret is read when it is needed, so that a renewed one is picked up without a restart.',
  },
  {
    id: 'RULE:RENEWED-CREDENTIALS',
    text: 'A read that is refused with 401 is tried once more when the credentials have been renewed.',
  },
  {
    id: 'RULE:LOGIN',
    text: 'A login needs no permit: it is the POST that the plugin declared and no other, and one for all who need it at once.',
  },
  { id: 'RULE:LIMITER', text: 'Requests keep to the pace and the number that a cloud takes.' },
  {
    id: 'RULE:SDK-NETWORK',
    text: 'A cloud with an SDK of its own gets out by the same proxy and certificates as the others.',
  },
  { id: 'RULE:SDK-PERMITS', text: 'A permit is handed in once, and by the plugin that it is for.' },
  { id: 'RULE:LOG-LINES', text: 'No text can pass for a line of the log that it is not.' },
  {
    id: 'RULE:LOG-CALL-ID',
    text: 'Every line of the log that is written in a call has the id that the call has in the audit.',
  },
  {
    id: 'RULE:TELEMETRY',
    text: 'Where there is an SDK of OpenTelemetry it is told of calls and requests, without what they were about; otherwise nothing is loaded.',
  },
  { id: 'RULE:TORN-AUDIT-LINES', text: 'A line that was torn costs itself and no other.' },
  { id: 'RULE:ZOD-4', text: 'A plugin with schemas of zod 3 is refused with a sentence.' },
];

export const REQUIREMENTS: readonly Requirement[] = [...CONTRACT, ...RULES];
