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

describe('a secret that is not written as it is', () => {
  const secret = 'q"8\\z/+= p%é7';

  it.each([
    ['JSON', 'q\\"8\\\\z/+= p%é7'],
    ['JSON within JSON', 'q\\\\\\"8\\\\\\\\z/+= p%é7'],
    [
      'JSON within JSON within JSON',
      JSON.stringify(JSON.stringify(JSON.stringify('q"8\\z/+= p%é7'))).slice(7, -7),
    ],
    ['a URL', 'q%228%5Cz%2F%2B%3D%20p%25%C3%A97'],
    ['a URL in small letters', 'q%228%5cz%2f%2b%3d%20p%25%c3%a97'],
    ['a form', 'q%228%5Cz%2F%2B%3D+p%25%C3%A97'],
    ['base64', 'cSI4XHovKz0gcCXDqTc='],
  ])('is known as it stands in %s', (_, written) => {
    expect(redactor(secret).text(`<${written}>`)).toBe('<[redacted]>');
  });

  it.each(['', 'a', 'ab', 'user:', 'abcd', 'someone:'])(
    'is known in base64 behind %j, as in a header',
    (user) => {
      const secrets = redactor('Tr0ub4dor&3-horse');
      const header = `Basic ${Buffer.from(`${user}Tr0ub4dor&3-horse`).toString('base64')}`;
      const urlSafe = Buffer.from(`${user}Tr0ub4dor&3-horse?`).toString('base64url');
      expect(secrets.text(header)).toContain('[redacted]');
      // Only what the neighbours of the secret had a part in may stay.
      expect(secrets.text(header).length).toBeLessThan('Basic [redacted]'.length + 4 + user.length * 2);
      expect(secrets.text(urlSafe)).toContain('[redacted]');
    },
  );

  it.each([
    ['a line break', 'hunt\ner2hunter2'],
    ['several, with indentation', 'hun\r\n    ter2\r\n    hunter2'],
    ['line breaks that are written out', 'hunter\\n2hun\\r\\nter2'],
    ['spaces, as where lines were joined', 'hunter2 hunter2'],
    ['invisible characters', 'h\u200bunter2\u0007hunter\u00ad2'],
  ])('is known with %s in it', (_, written) => {
    expect(redactor('hunter2hunter2').text(`a ${written} b\nc`)).toBe('a [redacted] b\nc');
  });

  it('is known where it has several lines itself', () => {
    const clean = redactor('-----BEGIN\nabcdef\n-----END');
    expect(clean.text('x -----BEGIN abcdef -----END y')).toBe('x [redacted] y');
    expect(clean.text('x -----BEGIN\\nabcdef\\n-----END y')).toBe('x [redacted] y');
  });

  it('is not known in what is only like it', () => {
    const text = 'hunter2, hunter 2 hunter\nhunter2hunt…';
    expect(redactor('hunter2hunter2x').text('hunter2 hunter2\ny')).toBe('hunter2 hunter2\ny');
    expect(redactor('another-secret').text(text)).toBe(text);
  });
});

describe('a text that was cut in the middle of a secret', () => {
  it('loses the beginning of the secret too', () => {
    expect(redactor('hunter2hunter2').text('name hunter2hun… [2000 characters]')).toBe(
      'name [redacted]… [2000 characters]',
    );
    expect(redactor('hunter2hunter2').text(`name ${encodeURIComponent('hunter2')}… and hunt…`)).toBe(
      'name [redacted]… and [redacted]…',
    );
  });

  it('loses it also where it is text within text', () => {
    const text = `{"said":"{\\"key\\":\\"a\\\\\\"bcde… [2000 characters]`;
    expect(redactor('a"bcdefgh').text(text)).toBe('{"said":"{\\"key\\":\\"[redacted]… [2000 characters]');
  });

  it('keeps its end where that is no beginning of one', () => {
    expect(redactor('hunter2hunter2').text('hun… the hunter…!')).toBe('hun… the [redacted]…!');
    expect(redactor('hunter2hunter2').text('a hunter')).toBe('a hunter');
  });
});

it('takes no notice of a secret that is nothing but space', () => {
  expect(redactor('\\n\\n\\n\\n').text('a b\nc')).toBe('a b\nc');
});

it('redacts a long token in a long text in a moment', () => {
  const token = 'Zm9v/+'.repeat(400);
  const clean = redactor(token);
  const text = `${'word '.repeat(20_000)}${token.slice(0, 1000)}\n${token.slice(1000)} end`;
  expect(clean.text(text)).toBe(`${'word '.repeat(20_000)}[redacted] end`);
});
