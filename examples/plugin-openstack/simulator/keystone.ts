import type { AnonymousRequest, SimulatorClock, SimulatorReply } from 'multi-cloud-manager/testing';
import type { Project } from './project.js';
import { keystoneFault, unauthorized } from './replies.js';

/** Who may do what in which project. */
export interface Grant {
  readonly project: Project;
  readonly projectName: string;
  readonly mayAct: boolean;
}

/** Someone who can log in. */
export type Holder = Grant &
  (
    | { readonly username: string; readonly password: string }
    | { readonly applicationCredentialId: string; readonly secret: string }
  );

/** A service as the catalogue has it. */
export interface CatalogueEntry {
  readonly type: string;
  readonly region: string;
  readonly url: string;
}

interface Token {
  readonly grant: Grant;
  readonly expiresAt: number;
}

type Part = Readonly<Record<string, unknown>>;
const part = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Part)[key] : undefined),
    value,
  );

/** Keystone: gives tokens for passwords, and knows whose a token is. */
export class Keystone {
  readonly #tokens = new Map<string, Token>();
  #given = 0;

  constructor(
    private readonly holders: readonly Holder[],
    private readonly catalogue: readonly CatalogueEntry[],
    private readonly clock: SimulatorClock,
    private readonly tokenSeconds: number,
  ) {}

  grantOf(token: string | undefined): Grant | undefined {
    const found = this.#tokens.get(token ?? '');
    return found && found.expiresAt > this.clock.now().getTime() ? found.grant : undefined;
  }

  /** Every token that was given, the good ones and the others. */
  tokens(): readonly string[] {
    return [...this.#tokens.keys()];
  }

  /** As an administrator would: whoever has a token has to log in again. */
  revoke(): void {
    for (const [token, { grant }] of this.#tokens) this.#tokens.set(token, { grant, expiresAt: 0 });
  }

  /** `POST /v3/auth/tokens` */
  login({ body }: AnonymousRequest): SimulatorReply {
    const identity = part(body, 'auth', 'identity');
    if (identity === undefined)
      return keystoneFault(
        400,
        'Bad Request',
        "Invalid input for field 'identity': None is not of type 'object'.",
      );
    const holder = this.holders.find((each) => fits(each, identity, part(body, 'auth', 'scope', 'project')));
    if (!holder) return unauthorized;
    const issued = this.clock.now().getTime();
    const expiresAt = issued + this.tokenSeconds * 1000;
    this.#given += 1;
    const token = `gAAAAA-simulated-token-${String(this.#given)}`;
    this.#tokens.set(token, { grant: holder, expiresAt });
    return {
      status: 201,
      headers: { 'x-subject-token': token, vary: 'X-Auth-Token' },
      body: {
        token: {
          methods: part(identity, 'methods'),
          user: {
            id: 'fd786d56402c4d1691372e7dee0d00b5',
            name: 'ops',
            domain: { id: 'default', name: 'Default' },
          },
          audit_ids: ['9JsolhssRzKfyayTIiCRUg'],
          issued_at: micros(issued),
          expires_at: micros(expiresAt),
          is_domain: false,
          project: {
            id: holder.project.id,
            name: holder.projectName,
            domain: { id: 'default', name: 'Default' },
          },
          roles: [{ id: '51cc68287d524c759f47c811e6463340', name: holder.mayAct ? 'member' : 'reader' }],
          catalog: servicesOf(this.catalogue),
        },
      },
    };
  }
}

function fits(holder: Holder, identity: unknown, scope: unknown): boolean {
  const [method] = part(identity, 'methods') as readonly unknown[];
  if ('password' in holder) {
    const user = part(identity, 'password', 'user');
    return (
      method === 'password' &&
      part(user, 'name') === holder.username &&
      part(user, 'domain', 'name') === 'Default' &&
      part(user, 'password') === holder.password &&
      part(scope, 'name') === holder.projectName &&
      part(scope, 'domain', 'name') === 'Default'
    );
  }
  const credential = part(identity, 'application_credential');
  return (
    method === 'application_credential' &&
    part(credential, 'id') === holder.applicationCredentialId &&
    part(credential, 'secret') === holder.secret &&
    scope === undefined
  );
}

/** Grouped by type, each in every interface, as Keystone sends it. */
function servicesOf(entries: readonly CatalogueEntry[]) {
  return [...new Set(entries.map(({ type }) => type))].map((type) => ({
    type,
    name: type,
    id: `service-${type}`,
    endpoints: entries
      .filter((entry) => entry.type === type)
      .flatMap(({ region, url }) =>
        ['public', 'internal', 'admin'].map((each) => ({
          id: `${type}-${region}-${each}`,
          interface: each,
          region,
          region_id: region,
          url,
        })),
      ),
  }));
}

/** Keystone writes microseconds. */
const micros = (time: number): string => new Date(time).toISOString().replace('Z', '000Z');
