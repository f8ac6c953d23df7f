import { describe, expect, it } from '@jest/globals';
import type { LoginRequest } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { declaredLogin, faultOfLogin } from '../../src/http/login-request.js';
import { makeClient } from './fixture.js';

const body = z.strictObject({ password: z.string() });
const login = (path: string, more: object = {}): LoginRequest => ({ path, body, ...more });
const power = { reboot: { method: 'POST', path: '/v1/token/{id}/actions' } } as const;
const WORDS =
  'auth, authenticate, authentication, login, logon, signin, oauth, token, tokens, session, sessions';

describe('what a plugin may declare as its login', () => {
  it.each([
    login('/v3/auth/tokens', { tokenHeader: 'X-Subject-Token' }),
    login('/api/session'),
    login('/oauth2/token'),
    login('/api2/json/login'),
  ])('is a login of a cloud like %j', (request) => {
    expect(faultOfLogin(request, power)).toBeUndefined();
  });

  it.each<[object, string]>([
    [login('/v2.1/servers/1001/action'), `must have a path that says that it is one: ${WORDS}`],
    [login('/tokenize'), `must have a path that says that it is one: ${WORDS}`],
    [login('/v1/token/1001/actions'), 'goes to the path of a power request'],
    [login('/v3/auth/tokens/delete'), 'says "delete", which is not about logging in'],
    [login('/servers/{id}/login'), 'must have a plain path below the API'],
    [login('https://198.51.100.1/login'), 'must have a plain path below the API'],
    [login('//198.51.100.1/login'), 'must have a plain path below the API'],
    [login('/login/../servers'), 'must have a plain path below the API'],
    [login('/login?then=reboot'), 'must have a plain path below the API'],
    [login('/%2e%2e/login'), 'must have a plain path below the API'],
    [{ path: 7, body }, 'must have a plain path below the API'],
    [login('/login', { method: 'DELETE' }), 'has "method", which no login has'],
    [login('/login', { headers: {} }), 'has "headers", which no login has'],
    [{ path: '/login' }, 'must have a schema of zod 4 for its body'],
    [login('/login', { body: { password: 'string' } }), 'must have a schema of zod 4 for its body'],
    [login('/login', { tokenHeader: 'two words' }), 'must have the name of a header as its tokenHeader'],
    [login('/login', { tokenHeader: 1 }), 'must have the name of a header as its tokenHeader'],
  ])('is not %j', (request, fault) => {
    expect(faultOfLogin(request as LoginRequest, power)).toBe(fault);
  });

  it('is copied, with the header in small letters', () => {
    const given = { ...login('/login'), tokenHeader: 'X-Token' };
    const declared = declaredLogin(given, {});
    Object.assign(given, { path: '/servers' });
    expect(declared).toEqual({ path: '/login', body, tokenHeader: 'x-token' });
  });

  it('must be right before the plugin gets a client at all', () => {
    expect(() => makeClient({ login: login('/servers') })).toThrow(
      new Error(`its login must have a path that says that it is one: ${WORDS}`),
    );
  });
});
