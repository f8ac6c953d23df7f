import { describe, expect, it } from '@jest/globals';
import { McmError } from 'multi-cloud-manager/plugin';
import { admit } from '../../src/fleet/admit.js';
import { server } from '../fixtures/acme.js';

const web = server({ id: 'i-1' });

describe('an instance that a plugin returns', () => {
  it('gets its addresses in one spelling, once each', () => {
    const { public_ips, private_ips } = admit('acme', 'default', {
      ...web,
      public_ips: ['2001:0DB8::0007', '2001:db8::7', '203.0.113.7', 'not an address'],
      private_ips: ['10.0.0.1'],
    });
    expect({ public_ips, private_ips }).toEqual({
      public_ips: ['2001:db8::7', '203.0.113.7'],
      private_ips: ['10.0.0.1'],
    });
  });

  it.each(['', '  ', '\u200b'])('with the name %j is called by its id [RULE:NAME-SHOWN]', (name) => {
    expect(admit('acme', 'default', { ...web, name }).name).toBe('i-1');
  });

  it('is cleaned of what hides in text', () => {
    const dirty = {
      ...web,
      name: 'web\u202e-1',
      tags: { 'k\u200b': '\u001b[31mv' },
      details: { note: 'a\nb' },
    };
    expect(admit('acme', 'default', dirty)).toMatchObject({
      name: 'web-1',
      tags: { k: 'v' },
      details: { note: 'a b' },
    });
  });

  it('belongs to the provider and account that were asked, whatever it says', () => {
    const other = { ...web, provider: 'beta', account: 'elsewhere' };
    expect(admit('acme', 'default', other)).toMatchObject({ provider: 'acme', account: 'default' });
  });

  it.each([
    ['status', { ...web, status: 'ON' }],
    ['public_ips', { ...web, public_ips: '203.0.113.7' }],
    ['id', { ...web, id: 1 }],
  ])('that does not fit is a fault of the plugin, and %s is named', (path, instance) => {
    try {
      admit('acme', 'default', instance);
      throw new Error('It was admitted.');
    } catch (error) {
      expect(McmError.is(error) && [error.code, error.provider]).toEqual(['INTERNAL', 'acme']);
      expect(String(error)).toContain(`The plugin acme returned an instance that does not fit: ${path} `);
    }
  });
});
