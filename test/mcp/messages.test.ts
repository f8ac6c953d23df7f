import { describe, expect, it } from '@jest/globals';
import { classify } from '../../src/mcp/messages.js';

const line = (text: string) => classify(Buffer.from(text));
const fault = (id: unknown, code: number) => ({ kind: 'fault', id, code, message: expect.any(String) });

describe('classify', () => {
  it.each([
    ['a word', 'garbage'],
    ['half an object', '{"jsonrpc":"2.0","id":1,"meth'],
    ['two objects', '{}{}'],
  ])('calls %s a parse error without an id', (_, text) => {
    expect(line(text)).toEqual(fault(null, -32700));
  });

  it('calls invalid UTF-8 a parse error', () => {
    expect(classify(Buffer.from([0x22, 0xff, 0x22]))).toEqual(fault(null, -32700));
  });

  it.each(['', '  ', '\r'])('says nothing to the blank line %j', (text) => {
    expect(line(text)).toEqual({ kind: 'silence' });
  });

  it('reads a request, whatever else it carries', () => {
    expect(line('{"jsonrpc":"2.0","id":"a","method":"ping","params":{"x":1},"extra":true}\r')).toEqual({
      kind: 'request',
      id: 'a',
      method: 'ping',
      params: { x: 1 },
    });
  });

  it.each([
    ['null', 'null'],
    ['an object', '{}'],
    ['a fraction', '1.5'],
    ['a boolean', 'true'],
    ['a number beyond what JSON carries', '9007199254740993'],
  ])('refuses %s as id and answers without one', (_, id) => {
    expect(line(`{"jsonrpc":"2.0","id":${id},"method":"ping"}`)).toEqual(fault(null, -32600));
  });

  it.each([
    ['the wrong version', '{"jsonrpc":"1.0","id":7,"method":"ping"}', 7, -32600],
    ['no version', '{"id":"x","method":"ping"}', 'x', -32600],
    ['a method that is no string', '{"jsonrpc":"2.0","id":7,"method":1}', 7, -32600],
    ['no method', '{"jsonrpc":"2.0","id":7}', 7, -32600],
    ['params in an array', '{"jsonrpc":"2.0","id":7,"method":"ping","params":[]}', 7, -32602],
    ['null params', '{"jsonrpc":"2.0","id":7,"method":"ping","params":null}', 7, -32602],
    ['a text as _meta', '{"jsonrpc":"2.0","id":7,"method":"ping","params":{"_meta":"x"}}', 7, -32602],
    [
      'an odd progress token',
      '{"jsonrpc":"2.0","id":7,"method":"ping","params":{"_meta":{"progressToken":{}}}}',
      7,
      -32602,
    ],
    ['neither method nor id', '{}', null, -32600],
    ['a bare number', '5', null, -32600],
    ['null', 'null', null, -32600],
    ['an empty batch', '[]', null, -32600],
    ['a batch of 1,001', `[${Array(1001).fill('1').join(',')}]`, null, -32600],
  ])('answers %s with its id where it has one', (_, text, id, code) => {
    expect(line(text)).toEqual(fault(id, code));
  });

  it('reads a notification, and drops one that is malformed', () => {
    expect(line('{"jsonrpc":"2.0","method":"notifications/initialized"}')).toEqual({
      kind: 'notification',
      method: 'notifications/initialized',
    });
    expect(line('{"jsonrpc":"2.0","method":"notifications/initialized","params":[]}')).toEqual({
      kind: 'silence',
    });
    expect(line('{"method":"notifications/initialized"}')).toEqual({ kind: 'silence' });
  });

  it('reads a response, and turns a malformed one into an error', () => {
    expect(line('{"jsonrpc":"2.0","id":3,"result":{"action":"accept"}}')).toEqual({
      kind: 'response',
      id: 3,
      body: { result: { action: 'accept' } },
    });
    expect(line('{"jsonrpc":"2.0","id":3,"error":{"code":-1,"message":"no"}}')).toEqual({
      kind: 'response',
      id: 3,
      body: { error: { code: -1, message: 'no' } },
    });
    expect(line('{"jsonrpc":"2.0","id":3,"result":5}')).toEqual({
      kind: 'response',
      id: 3,
      body: { error: { code: -32600, message: 'The response is malformed.' } },
    });
    expect(line('{"id":3,"result":{}}')).toEqual({ kind: 'silence' });
  });

  it('reads each message of a batch by itself', () => {
    expect(line('[{"jsonrpc":"2.0","id":1,"method":"ping"},[],5]')).toEqual({
      kind: 'batch',
      items: [{ kind: 'request', id: 1, method: 'ping' }, fault(null, -32600), fault(null, -32600)],
    });
  });
});
