import type { SimulatorReply, SimulatorRequest, SimulatorRoute } from 'multi-cloud-manager/testing';
import type { Keyholder, PowerRequestName } from './account.js';
import { answerBandwidth } from './bandwidth.js';
import { page } from './paging.js';
import { badRequest, forbidden, locked, noInstance } from './replies.js';
import type { WireInstance } from './wire.js';

type Request = SimulatorRequest<Keyholder>;
type Route = SimulatorRoute<Keyholder>;

/** A few of the regions there are. */
const REGIONS = ['ams', 'ewr', 'fra', 'nrt', 'sgp'];

const wireRegion = (id: string) => ({
  id,
  city: id.toUpperCase(),
  country: '',
  continent: '',
  options: ['ddos_protection'],
});

/** The part of the API that is simulated, and what a plugin must never reach: deletion and reinstallation. */
export function routes(mostPerPage: number | undefined): readonly Route[] {
  return [
    { method: 'GET', path: '/v2/account', handle: account },
    {
      method: 'GET',
      path: '/v2/regions',
      handle: (request) => page(request, 'regions', REGIONS.map(wireRegion), mostPerPage),
    },
    route('GET', '/v2/instances', (request) => page(request, 'instances', filtered(request), mostPerPage)),
    one('GET', '/v2/instances/{id}', (_request, instance) => ({ status: 200, body: { instance } })),
    one('GET', '/v2/instances/{id}/ipv4', (request, { id }) =>
      page(request, 'ipv4s', request.account.account.ipv4(id)),
    ),
    one('GET', '/v2/instances/{id}/bandwidth', answerBandwidth),
    route('GET', '/v2/reserved-ips', (request) =>
      page(request, 'reserved_ips', request.account.account.reservedIps, mostPerPage),
    ),
    ...(['start', 'halt', 'reboot'] as const).map((name) =>
      one('POST', `/v2/instances/{id}/${name}`, (request, target) => power(request, target, name)),
    ),
    one('DELETE', '/v2/instances/{id}', remove),
    one('POST', '/v2/instances/{id}/reinstall', (_request, instance) => ({
      status: 202,
      body: { instance },
    })),
  ];
}

/** Which right which request needs is a guess: the reference only lists the rights. */
function route(method: string, path: string, handle: (request: Request) => SimulatorReply): Route {
  const rights = method === 'GET' ? ['subscriptions', 'subscriptions_view'] : ['subscriptions'];
  return {
    method,
    path,
    handle: (request) =>
      request.account.acls.some((acl) => rights.includes(acl)) ? handle(request) : forbidden(),
  };
}

function one(
  method: string,
  path: string,
  handle: (request: Request, instance: WireInstance) => SimulatorReply,
): Route {
  return route(method, path, (request) => {
    const found = request.account.account.instance(request.params['id'] ?? '');
    return found ? handle(request, found) : noInstance();
  });
}

function account({ account: { acls } }: Request): SimulatorReply {
  return {
    status: 200,
    body: {
      account: {
        name: 'Simulated account',
        email: 'owner@example.com',
        acls,
        balance: -100.55,
        pending_charges: 60.25,
        last_payment_date: '2025-12-10T01:56:20+00:00',
        last_payment_amount: -1.25,
      },
    },
  };
}

function filtered({ account: { account }, query }: Request): readonly WireInstance[] {
  const { main_ip: mainIp, label, region, tag } = query;
  return account
    .instances()
    .filter(
      (each) =>
        (mainIp === undefined || each.main_ip === mainIp) &&
        (label === undefined || each.label === label) &&
        (region === undefined || each.region === region) &&
        (tag === undefined || each.tags.includes(tag)),
    );
}

function power(request: Request, target: WireInstance, name: PowerRequestName): SimulatorReply {
  if (target.server_status === 'locked') return locked(name);
  if (target.status !== 'active') return badRequest(`Unable to ${name} server: it is ${target.status}.`);
  request.account.account.power(target, name);
  return { status: 204 };
}

function remove(request: Request, { id }: WireInstance): SimulatorReply {
  request.account.account.remove(id);
  return { status: 204 };
}
