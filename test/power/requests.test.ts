import { describe, expect, it } from '@jest/globals';
import type { PowerRequest, PowerRequests } from 'multi-cloud-manager/plugin';
import { POWER_REQUESTS as DIGITALOCEAN } from '../../plugins/digitalocean/client.js';
import { POWER_REQUESTS as VULTR } from '../../plugins/vultr/client.js';
import { declaredRequest, faultOf } from '../../src/power/requests.js';

const post = (path: string, more: object = {}): PowerRequest => ({ method: 'POST', path, ...more });

describe('what a plugin may declare as a power request', () => {
  it('is what the built-in clouds declare, to the letter', () => {
    const actions = (type: string) => ({ method: 'POST', path: '/v2/droplets/{id}/actions', body: { type } });
    expect(DIGITALOCEAN).toEqual({
      power_on: actions('power_on'),
      power_off: actions('power_off'),
      shutdown: actions('shutdown'),
      reboot: actions('reboot'),
      force_reboot: actions('power_cycle'),
    });
    expect(VULTR).toEqual({
      power_on: { method: 'POST', path: '/v2/instances/{id}/start' },
      power_off: { method: 'POST', path: '/v2/instances/{id}/halt' },
      reboot: { method: 'POST', path: '/v2/instances/{id}/reboot' },
    });
    for (const request of [...Object.values(DIGITALOCEAN), ...Object.values(VULTR)])
      expect(faultOf(request)).toBeUndefined();
  });

  it.each<PowerRequest>([
    post('/v1/servers/{id}/actions/poweron'),
    post('/v1/servers/{id}/actions/reset'),
    post('/servers/{id}/action', { body: { 'os-stop': null } }),
    post('/servers/{id}/action', { body: { reboot: { type: 'HARD' } } }),
    post('/1.3/server/{id}/stop', { body: { stop_server: { stop_type: 'soft', timeout: '60' } } }),
    post('/api2/json/nodes/pve-1/qemu/{id}/status/shutdown'),
    post('/subscriptions/virtualMachines/{id}/powerOff', { query: { 'api-version': '2024-07-01' } }),
    { method: 'PUT', path: '/service/server/{id}/power', body: { power: 'off' } },
  ])('is a request of another cloud like %j', (request) => {
    expect(faultOf(request)).toBeUndefined();
  });

  it.each<[object, string]>([
    [{ method: 'DELETE', path: '/servers/{id}' }, 'must be a POST or a PUT'],
    [{ method: 'PATCH', path: '/servers/{id}' }, 'must be a POST or a PUT'],
    [{ method: 'GET', path: '/servers/{id}' }, 'must be a POST or a PUT'],
    [{ method: 'post', path: '/servers/{id}' }, 'must be a POST or a PUT'],
    [post('https://198.51.100.1/servers/{id}'), 'must have a plain path below the API'],
    [post('//198.51.100.1/servers/{id}'), 'must have a plain path below the API'],
    [post('servers/{id}'), 'must have a plain path below the API'],
    [post('/servers/{id}/../1/actions'), 'must have a plain path below the API'],
    [post('/servers/{id}/.'), 'must have a plain path below the API'],
    [post('/servers/%2e%2e/{id}'), 'must have a plain path below the API'],
    [post('/servers/{id}?force=true'), 'must have a plain path below the API'],
    [post('/servers/{id}#actions'), 'must have a plain path below the API'],
    [post('/servers/{id}\\actions'), 'must have a plain path below the API'],
    [post('/servers/{name}/actions'), 'must have a plain path below the API'],
    [post('/servers/{id}/actions '), 'must have a plain path below the API'],
    [post('/servers/all/actions'), 'must name the instance as {id} in its path'],
    [post('/servers/{id}', { headers: { 'x-method': 'DELETE' } }), 'has "headers", which no request has'],
    [post('/servers/{id}', { query: { id: ['1', '2'] } }), 'must have a query of plain text'],
    [post('/servers/{id}', { query: 'a=b' }), 'must have a query of plain text'],
    [post('/servers/{id}', { body: 'type=reboot' }), 'must have an object as its body'],
    [post('/servers/{id}', { body: [{ type: 'reboot' }] }), 'must have an object as its body'],
  ])('is not %j', (request, fault) => {
    expect(faultOf(request as PowerRequest)).toBe(fault);
  });

  it.each<[PowerRequest, string]>([
    [post('/servers/{id}/actions', { body: { type: 'rebuild' } }), 'rebuild'],
    [post('/servers/{id}/actions', { body: { type: 'restore' } }), 'restore'],
    [post('/servers/{id}/actions', { body: { type: 'password_reset' } }), 'password'],
    [post('/servers/{id}/actions', { body: { type: 'resize' } }), 'resize'],
    [post('/servers/{id}/actions', { body: { type: 'snapshot' } }), 'snapshot'],
    [post('/servers/{id}/actions', { body: { type: 'reboot', image: 'ubuntu-24-04-x64' } }), 'image'],
    [post('/servers/{id}/action', { body: { forceDelete: null } }), 'delete'],
    [post('/servers/{id}/action', { body: { 'os-resetState': {}, then: [{ DESTROY: true }] } }), 'destroy'],
    [post('/servers/{id}/reinstall'), 'reinstall'],
    [post('/servers/{id}/reboot', { query: { Action: 'TerminateInstances' } }), 'terminate'],
    [post('/servers/{id}/reboot', { query: { deleteDisks: 'true' } }), 'delete'],
  ])('is not %j, whatever action it is declared for', (request, word) => {
    expect(faultOf(request)).toBe(`says "${word}", which is not about power`);
  });
});

describe('the request for an action', () => {
  const refused = (requests: PowerRequests, variant: string): unknown => {
    try {
      return declaredRequest(requests, variant as 'reboot');
    } catch (error) {
      return error;
    }
  };

  it('is the declared one', () => {
    expect(declaredRequest(VULTR, 'power_off')).toBe(VULTR.power_off);
  });

  it.each(['shutdown', 'constructor', '__proto__', 'toString'])('is none for %s', (variant) => {
    expect(refused(VULTR, variant)).toMatchObject({
      code: 'OPERATION_NOT_SUPPORTED',
      message: `The plugin declares no request for ${variant}. Nothing was sent.`,
    });
  });

  it('is refused with the reason where it cannot be one', () => {
    expect(refused({ reboot: post('/servers/{id}/rebuild') }, 'reboot')).toMatchObject({
      code: 'INTERNAL',
      message:
        'The plugin\'s request for reboot says "rebuild", which is not about power, so it is not sent. Nothing was done.',
    });
  });
});
