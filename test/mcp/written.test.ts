import { expect, it } from '@jest/globals';
import { encodeResponse } from '../../src/mcp/encode.js';
import { Written } from '../../src/mcp/written.js';

it('is the same result, in ASCII alone', () => {
  const result = { tools: [{ description: 'more… 服务器 \u{1f600} "quoted" \u0007é' }] };
  const line = encodeResponse('a"b', { result: new Written(result) });
  expect(line).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(line)).toEqual({ jsonrpc: '2.0', id: 'a"b', result });
});
