import { createSimulator, realClock, type Simulator, type SimulatorClock } from 'multi-cloud-manager/testing';
import { exampleServers } from './fleet.js';
import { Keystone, type CatalogueEntry, type Holder } from './keystone.js';
import { neutronRoutes, type NeutronSettings } from './neutron.js';
import { novaRoutes, type Asking, type NovaSettings } from './nova.js';
import { Project } from './project.js';
import { keystoneFault, unauthorized } from './replies.js';
import { REGION, type ServerSpec, type ServerState } from './server.js';

export { exampleServers, serverId } from './fleet.js';
export type { CatalogueEntry } from './keystone.js';
export { rateLimited, serverError } from './replies.js';
export type { ServerSpec } from './server.js';

/** What opens the simulator unless other projects are given. */
export const SIMULATOR_USER = { username: 'ops', password: 'simulated-password', project: 'demo' } as const;
/** The same project, with an application credential. */
export const SIMULATOR_CREDENTIAL = { id: 'app-credential-1', secret: 'simulated-secret' } as const;

/** A project, and who may log in to it. */
export interface OpenStackProject {
  readonly name: string;
  readonly servers: readonly ServerSpec[];
  readonly users: readonly (
    | { readonly username: string; readonly password: string; readonly role?: 'member' | 'reader' }
    | {
        readonly applicationCredentialId: string;
        readonly secret: string;
        readonly role?: 'member' | 'reader';
      }
  )[];
}

export interface OpenStackSimulatorOptions extends Partial<NovaSettings>, Partial<NeutronSettings> {
  /** Default: one project with the example fleet, and both ways to log in to it. */
  readonly projects?: readonly OpenStackProject[];
  readonly clock?: SimulatorClock;
  /** How long a token is good. Default: an hour. */
  readonly tokenSeconds?: number;
  /** What Keystone says instead of the right catalogue. */
  readonly catalogue?: (entries: readonly CatalogueEntry[]) => readonly CatalogueEntry[];
}

/** Keystone, Nova and Neutron of one cloud on loopback, as far as the plugin could ever reach. */
export interface OpenStackSimulator extends Simulator {
  /** What OS_AUTH_URL would be. */
  readonly authUrl: string;
  /** Every token that was given. */
  tokens(): readonly string[];
  /** Makes every token that was given useless. */
  revokeTokens(): void;
  /** A server as it is now, in whatever project; undefined when it is gone. */
  server(id: string): ServerState | undefined;
}

const LOGIN = '/identity/v3/auth/tokens';

/** Starts it. Requests to Keystone for a token are no mutations: nothing that anybody has is changed by them. */
export async function createOpenStackSimulator(
  options: OpenStackSimulatorOptions = {},
): Promise<OpenStackSimulator> {
  const clock = options.clock ?? realClock();
  const given = options.projects ?? defaultProjects();
  const projects = given.map(
    ({ servers }, index) => new Project(`project-${String(index + 1)}`, servers, clock),
  );
  const holders = given.flatMap(({ name, users }, index): Holder[] => {
    const project = projects[index];
    return project
      ? users.map((user) => ({ ...user, project, projectName: name, mayAct: user.role !== 'reader' }))
      : [];
  });
  const regions = [
    ...new Set([REGION, ...given.flatMap(({ servers }) => servers.map(({ region }) => region ?? REGION))]),
  ];
  const entries: CatalogueEntry[] = [];
  const right = options.catalogue ?? ((all) => all);
  // The catalogue names the simulator's own address, which is known only when it runs.
  const keystone = new Keystone(holders, entries, clock, options.tokenSeconds ?? 3600);
  const nova = { maxLimit: 1000, actionSeconds: 8, maxVersion: 96, ...options };
  const neutron = { portDetails: true, unused: [], ...options };

  const simulator = await createSimulator<Asking>({
    routes: [
      { method: 'POST', path: LOGIN, handle: (request) => keystone.login(request) },
      ...regions.flatMap((region) => [
        ...novaRoutes(region, `/${region}/compute/v2.1`, nova),
        ...neutronRoutes(region, `/${region}/networking`, neutron),
      ]),
    ],
    authenticate: (request) => {
      if (request.method === 'POST' && request.path === LOGIN) return { account: undefined };
      const grant = keystone.grantOf(request.headers['x-auth-token']);
      return grant ? { account: grant } : { refusal: unauthorized };
    },
    notFound: () => keystoneFault(404, 'Not Found', 'The resource could not be found.'),
    headers: ({ number }) => ({
      'x-openstack-request-id': `req-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    }),
    secretNames: ['x-auth-token', 'x-subject-token'],
    mutates: ({ method, path }) => method !== 'GET' && method !== 'HEAD' && path !== LOGIN,
    clock,
  });
  const own = regions.flatMap((region) => [
    { type: 'compute', region, url: `${simulator.url}/${region}/compute/v2.1` },
    { type: 'network', region, url: `${simulator.url}/${region}/networking/` },
    { type: 'identity', region, url: `${simulator.url}/identity` },
  ]);
  entries.push(...right(own));

  return {
    ...simulator,
    authUrl: `${simulator.url}/identity/v3`,
    tokens: () => keystone.tokens(),
    revokeTokens: () => {
      keystone.revoke();
    },
    server: (id) => projects.map((project) => project.state(id)).find((state) => state !== undefined),
  };
}

function defaultProjects(): readonly OpenStackProject[] {
  const { username, password, project } = SIMULATOR_USER;
  const { id, secret } = SIMULATOR_CREDENTIAL;
  return [
    {
      name: project,
      servers: exampleServers(),
      users: [
        { username, password },
        { applicationCredentialId: id, secret },
      ],
    },
  ];
}
