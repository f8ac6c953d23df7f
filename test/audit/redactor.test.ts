import { describe, expect, it } from '@jest/globals';
import { Redactor } from '../../src/audit/redactor.js';

function redactor(...secrets: string[]): Redactor {
  const made = new Redactor();
  for (const secret of secrets) made.add(secret);
  return made;
}

describe('the redactor', () => {
  it('replaces a secret wherever it stands', () => {
    expect(redactor('s3cr3t+/=?').text('a s3cr3t+/=? b s3cr3t+/=?')).toBe('a [redacted] b [redacted]');
  });

  it('knows it in base64 and as part of a URL too', () => {
    const clean = redactor('s3cr3t+/=?');
    expect(clean.text('czNjcjN0Ky89Pw==')).toBe('[redacted]');
    expect(clean.text('https://example.com/?token=s3cr3t%2B%2F%3D%3F&a=1')).toBe(
      'https://example.com/?token=[redacted]&a=1',
    );
  });

  it('walks lists, objects and keys, and leaves other values alone', () => {
    const value = { 'x-hunter22': ['hunter22', { deep: 'a hunter22' }], n: 1, none: null, yes: true };
    expect(redactor('hunter22').json(value)).toEqual({
      'x-[redacted]': ['[redacted]', { deep: 'a [redacted]' }],
      n: 1,
      none: null,
      yes: true,
    });
  });

  it('replaces the longer of two secrets of which one begins the other', () => {
    expect(redactor('token-1', 'token-1-admin').text('token-1-admin token-1')).toBe('[redacted] [redacted]');
  });

  it('leaves very short values alone: they would tear words apart', () => {
    expect(redactor('prod').text('production')).toBe('production');
  });

  it('changes nothing before it knows a secret', () => {
    const value = { a: ['b'] };
    expect(redactor().json(value)).toBe(value);
  });
});
