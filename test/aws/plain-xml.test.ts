import { describe, expect, it } from '@jest/globals';
import { readPlainXml } from '../../plugins/aws/plain-xml.js';

const document = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Answer xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${inside}</Answer>`;

describe('the quick reader of XML', () => {
  it('gives elements by their names, several of one name in a list, and empty ones as no text', () => {
    const xml = document(
      '<requestId>r-1</requestId><set><item><id>i-1</id></item><item><id>i-2</id></item></set><one><item>x</item></one><a/><b></b>',
    );
    expect(readPlainXml(xml)).toEqual({
      requestId: 'r-1',
      set: { item: [{ id: 'i-1' }, { id: 'i-2' }] },
      one: { item: 'x' },
      a: '',
      b: '',
    });
  });

  it('reads what is laid out over several lines', () => {
    expect(
      readPlainXml(document('\n  <set>\n    <item>a b</item>\n  </set>\n  <none>\n  </none>\n')),
    ).toEqual({
      set: { item: 'a b' },
      none: '',
    });
  });

  it('keeps the spaces of a text, and reads entities once', () => {
    expect(readPlainXml(document('<v> a &lt;b&gt; &amp;amp; &quot;&apos; &#20013;&#x1F600; </v>'))).toEqual({
      v: ' a <b> &amp; "\' 中😀 ',
    });
  });

  it('takes an element for itself, whatever objects have by that name', () => {
    expect(readPlainXml(document('<constructor>a</constructor><toString>b</toString>'))).toEqual({
      constructor: 'a',
      toString: 'b',
    });
  });

  it.each([
    ['attributes within', '<a b="c">d</a>'],
    ['text beside elements', '<a>text<b>c</b></a>'],
    ['text behind elements', '<a><b>c</b>text</a>'],
    ['a comment', '<a><!-- c --></a>'],
    ['CDATA', '<a><![CDATA[<b>]]></a>'],
    ['an entity that it does not know', '<a>&nbsp;</a>'],
    ['a character that there is not', '<a>&#x110000;</a>'],
    ['an ampersand alone', '<a>b & c</a>'],
    ['another closing tag', '<a><b>c</a></b>'],
    ['a tag that ends nowhere', '<a><b'],
    ['other line ends', '<a>b\r\n</a>'],
    ['a name that is none', '<__proto__>a</__proto__>'],
  ])('leaves %s to a reader that knows more', (_, inside) => {
    expect(readPlainXml(document(inside))).toBeUndefined();
  });

  it.each([
    '',
    'Bad gateway',
    '<html><body>Bad gateway</body></html',
    '<Answer/>',
    '<Answer>text</Answer>',
    '<A><b/></A><A/>',
  ])('leaves %j to it too', (xml) => {
    expect(readPlainXml(xml)).toBeUndefined();
  });
});
