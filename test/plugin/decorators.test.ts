import { describe, expect, it } from '@jest/globals';
import {
  powerInput,
  PowerTool,
  Tool,
  type OperationResult,
  type PowerContext,
  type ToolContext,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { declaredTools } from '../../src/plugin/decorators.js';

const Input = z.strictObject({ count: z.int() });
const Output = z.object({ text: z.string() });
const Power = powerInput({ id: z.string() });
const read = (name: string) =>
  ({ name, title: 'T', description: 'D', access: 'read', input: Input, output: Output }) as const;
const power = (name: string) =>
  ({
    name,
    title: 'T',
    description: 'D',
    input: Power,
    action: 'reboot',
    target: ({ id }: z.output<typeof Power>) => ({ provider: 'acme', id }),
  }) as const;

class Base {
  @Tool(read('base_tool'))
  base(input: z.output<typeof Input>): z.input<typeof Output> {
    return { text: String(input.count) };
  }
}

class Derived extends Base {
  @PowerTool(power('second_tool'))
  second(_input: z.output<typeof Power>, context: PowerContext): Promise<OperationResult> {
    return Promise.reject(new Error(context.callId));
  }

  @Tool(read('third_tool'))
  async third(_input: { count: number }, _context: ToolContext): Promise<{ text: string }> {
    return { text: '' };
  }
}

class Sibling extends Base {}

class Plain {
  readonly tools = 0;
}

describe('the tools that a class declares', () => {
  const of = (constructor: typeof Base) =>
    declaredTools(constructor).map(({ kind, method, spec }) => [kind, method, spec.name]);

  it('are those of its base classes first, then its own, as they are written', () => {
    expect(of(Derived)).toEqual([
      ['read', 'base', 'base_tool'],
      ['power', 'second', 'second_tool'],
      ['read', 'third', 'third_tool'],
    ]);
  });

  it('do not reach its base class or its siblings', () => {
    expect(of(Base)).toEqual([['read', 'base', 'base_tool']]);
    expect(of(Sibling)).toEqual([['read', 'base', 'base_tool']]);
    expect(declaredTools(Plain)).toEqual([]);
  });
});

/** What tsc has to refuse; it is checked with the rest of the tests. */
export class Refused {
  // @ts-expect-error The method takes a text where the schema gives a number.
  @Tool(read('wrong_input'))
  wrongInput(_input: { count: string }): { text: string } {
    return { text: '' };
  }

  // @ts-expect-error The method returns a number where the schema wants a text.
  @Tool(read('wrong_output'))
  wrongOutput(_input: { count: number }): { text: number } {
    return { text: 1 };
  }

  // @ts-expect-error The method asks for a field that the schema does not have.
  @Tool(read('more_input'))
  moreInput(_input: { count: number; more: string }): { text: string } {
    return { text: '' };
  }

  // @ts-expect-error A read tool gets no permit.
  @Tool(read('wants_permit'))
  wantsPermit(_input: { count: number }, context: PowerContext): { text: string } {
    return { text: context.permit.callId };
  }

  // @ts-expect-error A power tool answers with the result of an operation.
  @PowerTool(power('wrong_result'))
  wrongResult(_input: z.output<typeof Power>): Promise<{ text: string }> {
    return Promise.resolve({ text: '' });
  }

  // @ts-expect-error There is no third kind of access.
  @Tool({ ...read('writes'), access: 'write' })
  writes(_input: { count: number }): { text: string } {
    return { text: '' };
  }
  // @ts-expect-error The method asks for an argument that the schema does not have.
  @PowerTool(power('other_input'))
  otherInput(_input: { id: number }, context: PowerContext): Promise<OperationResult> {
    return Promise.reject(new Error(context.callId));
  }

  // @ts-expect-error A power tool says which instance it is about.
  @PowerTool({ ...power('no_target'), target: undefined })
  noTarget(_input: z.output<typeof Power>, context: PowerContext): Promise<OperationResult> {
    return Promise.reject(new Error(context.callId));
  }
}
