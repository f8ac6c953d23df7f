import type { SimulatorReply, SimulatorRequest, SimulatorRoute } from 'multi-cloud-manager/testing';
import type { Tokenholder } from './account.js';
import { answerAction, type ActionPlan } from './act.js';
import { region, REGIONS } from './catalogue.js';
import { answerMetric } from './metrics.js';
import { page } from './paging.js';
import { forbidden, notFound, unprocessable } from './replies.js';

type Request = SimulatorRequest<Tokenholder>;
type Route = SimulatorRoute<Tokenholder>;

/** The part of the API that is simulated. */
export function routes(plan: ActionPlan): readonly Route[] {
  return [
    route('GET', '/v2/account', 'account:read', account),
    route('GET', '/v2/regions', 'regions:read', (request) =>
      page(request, 'regions', Object.keys(REGIONS).map(region)),
    ),
    route('GET', '/v2/droplets', 'droplet:read', listDroplets),
    route('GET', '/v2/droplets/{id}', 'droplet:read', (request) => {
      const droplet = request.account.account.droplet(Number(request.params['id']));
      return droplet ? { status: 200, body: { droplet } } : notFound(request);
    }),
    route('DELETE', '/v2/droplets/{id}', 'droplet:delete', (request) => {
      const id = Number(request.params['id']);
      if (!request.account.account.droplet(id)) return notFound(request);
      request.account.account.remove(id);
      return { status: 204 };
    }),
    route('GET', '/v2/droplets/{id}/actions', 'droplet:read', (request) => {
      const id = Number(request.params['id']);
      if (!request.account.account.droplet(id)) return notFound(request);
      return page(request, 'actions', request.account.account.actions(id));
    }),
    route('POST', '/v2/droplets/{id}/actions', 'droplet:update', (request) => answerAction(request, plan)),
    route('GET', '/v2/droplets/{id}/actions/{actionId}', 'droplet:read', (request) =>
      oneAction(request, Number(request.params['actionId']), Number(request.params['id'])),
    ),
    route('GET', '/v2/actions', 'actions:read', (request) =>
      page(request, 'actions', request.account.account.actions()),
    ),
    route('GET', '/v2/actions/{actionId}', 'actions:read', (request) =>
      oneAction(request, Number(request.params['actionId'])),
    ),
    route('GET', '/v2/monitoring/metrics/droplet/{metric}', 'monitoring:read', answerMetric),
  ];
}

function route(
  method: string,
  path: string,
  scope: string,
  handle: (request: Request) => SimulatorReply,
): Route {
  return {
    method,
    path,
    handle: (request) => (request.account.may(scope) ? handle(request) : forbidden(request)),
  };
}

function account(request: Request): SimulatorReply {
  const body = {
    account: {
      droplet_limit: 25,
      floating_ip_limit: 3,
      email: request.account.account.email,
      name: 'Simulated account',
      uuid: 'b6fc48dbf6d9906cace5f3c78dc9851d957381ef',
      email_verified: true,
      status: 'active',
      status_message: '',
      team: { uuid: '5df3e3004a17e242b7c20ca6c9fc25b701a47ece', name: 'My Team' },
    },
  };
  return { status: 200, body };
}

function listDroplets(request: Request): SimulatorReply {
  const { name, tag_name: tag, type = 'droplets' } = request.query;
  if (type !== 'droplets' && type !== 'gpus') return unprocessable(request, 'Type is invalid.');
  if (tag !== undefined && (name !== undefined || request.query['type'] !== undefined)) {
    return unprocessable(request, 'tag_name can not be combined with name or type.');
  }
  const found = request.account.account.droplets().filter((droplet) => {
    if (tag !== undefined) return droplet.tags.includes(tag);
    if ((type === 'gpus') !== (droplet.gpu_info !== undefined)) return false;
    return name === undefined || droplet.name.toLowerCase() === name.toLowerCase();
  });
  return page(request, 'droplets', found);
}

function oneAction(request: Request, id: number, dropletId?: number): SimulatorReply {
  const action = request.account.account.actions(dropletId).find((each) => each.id === id);
  return action ? { status: 200, body: { action } } : notFound(request);
}
