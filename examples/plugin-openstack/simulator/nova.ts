import type { SimulatorReply, SimulatorRequest, SimulatorRoute } from 'multi-cloud-manager/testing';
import { answerAction } from './act.js';
import type { Grant } from './keystone.js';
import { novaFault } from './replies.js';
import type { ServerSpec } from './server.js';

/** What Nova's operator has set. */
export interface NovaSettings {
  /** The most servers on one page. */
  readonly maxLimit: number;
  /** How long an action takes on the clock. */
  readonly actionSeconds: number;
  /** The highest 2.x that this Nova speaks. */
  readonly maxVersion: number;
}

/** Whose request it is; nobody's for a login. */
export type Asking = Grant | undefined;
type Request = SimulatorRequest<Asking>;

/** The part of 2.x that a request asks for; the oldest there is where it asks for none. */
function versionOf({ headers }: Request): number {
  const [, minor] = /^compute 2\.(\d+)$/.exec(headers['openstack-api-version'] ?? '') ?? [];
  return minor === undefined ? 1 : Number(minor);
}

/** Nova in one region. */
export function novaRoutes(region: string, base: string, settings: NovaSettings): SimulatorRoute<Asking>[] {
  const route = (
    method: string,
    path: string,
    handle: (request: Request, grant: Grant, version: number) => SimulatorReply,
  ): SimulatorRoute<Asking> => ({
    method,
    path: `${base}${path}`,
    handle: (request) => {
      const version = versionOf(request);
      if (!request.account) return novaFault(403, 'forbidden', 'Nobody may do this.');
      if (version > settings.maxVersion)
        return novaFault(
          406,
          'computeFault',
          `Version 2.${String(version)} is not supported by the API. Minimum is 2.1 and maximum is 2.${String(settings.maxVersion)}.`,
        );
      return handle(request, request.account, version);
    },
  });
  const one = (
    request: Request,
    grant: Grant,
    found: (spec: ServerSpec) => SimulatorReply,
  ): SimulatorReply => {
    const id = request.params['id'] ?? '';
    const spec = grant.project.server(region, id);
    return spec ? found(spec) : novaFault(404, 'itemNotFound', `Instance ${id} could not be found.`);
  };
  return [
    route('GET', '/servers', (request, grant) =>
      page(request, grant, region, settings.maxLimit, ({ id, name }) => ({ id, name, links: [] })),
    ),
    route('GET', '/servers/detail', (request, grant, version) =>
      page(request, grant, region, settings.maxLimit, (spec) => inVersion(grant.project.wire(spec), version)),
    ),
    route('GET', '/servers/{id}', (request, grant, version) =>
      one(request, grant, (spec) => ({
        status: 200,
        body: { server: inVersion(grant.project.wire(spec), version) },
      })),
    ),
    route('DELETE', '/servers/{id}', (request, grant) =>
      one(request, grant, ({ id }) => {
        grant.project.remove(id);
        return { status: 204 };
      }),
    ),
    route('POST', '/servers/{id}/action', (request, grant) =>
      one(request, grant, (spec) =>
        grant.mayAct
          ? answerAction(grant.project, spec, request.body, settings.actionSeconds)
          : novaFault(
              403,
              'forbidden',
              "Policy doesn't allow os_compute_api:servers:reboot to be performed.",
            ),
      ),
    ),
  ];
}

function page(
  { query, path, origin }: Request,
  grant: Grant,
  region: string,
  maxLimit: number,
  show: (spec: ServerSpec) => unknown,
): SimulatorReply {
  const all = grant.project.servers(region);
  const { marker, limit } = query;
  const at = marker === undefined ? -1 : all.findIndex(({ id }) => id === marker);
  if (marker !== undefined && at < 0) return novaFault(400, 'badRequest', `marker [${marker}] not found`);
  const size = Math.min(Number(limit ?? maxLimit), maxLimit);
  const items = all.slice(at + 1, at + 1 + size);
  const last = items.at(-1);
  const more = last !== undefined && at + 1 + size < all.length;
  const href = `${origin}${path}?limit=${String(size)}&marker=${last?.id ?? ''}`;
  return {
    status: 200,
    body: { servers: items.map(show), ...(more ? { servers_links: [{ rel: 'next', href }] } : {}) },
  };
}

/** Older versions say less: no flavour but its id (before 2.47), no tags (before 2.26). */
function inVersion(wire: Record<string, unknown>, version: number): Record<string, unknown> {
  const { flavor, tags, ...rest } = wire;
  if (flavor === undefined) return wire;
  return {
    ...rest,
    flavor: version >= 47 ? flavor : { id: '2', links: [] },
    ...(version >= 26 ? { tags } : {}),
  };
}
