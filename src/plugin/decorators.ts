import 'reflect-metadata';
import { inject as tsyringeInject, injectable as tsyringeInjectable } from 'tsyringe';
import type { z } from 'zod';
import type { PowerMethod, PowerToolSpec, ToolMethod, ToolSpec } from './tool.js';
import type { Token } from './tokens.js';

const TOOLS = Symbol.for('multi-cloud-manager.tools');

/** A class as the container sees it. */
export type Constructor<T = object> = new (...parameters: never[]) => T;

/** What a decorator left on a class: the method's name and what was said of it. */
export type DeclaredTool =
  | { readonly kind: 'read'; readonly method: string; readonly spec: ToolSpec<z.ZodObject, z.ZodObject> }
  | { readonly kind: 'power'; readonly method: string; readonly spec: PowerToolSpec<z.ZodObject> };

type MethodDecorator<M> = <T extends M>(
  target: object,
  key: string,
  descriptor: TypedPropertyDescriptor<T>,
) => void;

function declare(target: object, tool: DeclaredTool): void {
  const own = Reflect.getOwnMetadata(TOOLS, target) as DeclaredTool[] | undefined;
  Reflect.defineMetadata(TOOLS, [...(own ?? []), tool], target);
}

/** Makes a method a read tool. It must accept `z.output<input>`, or it does not compile. */
export function Tool<I extends z.ZodObject, O extends z.ZodObject>(
  spec: ToolSpec<I, O>,
): MethodDecorator<ToolMethod<I, O>> {
  return (target, key) => {
    declare(target, { kind: 'read', method: key, spec: spec });
  };
}

/** Makes a method a power tool: it runs only with a permit, after every check. */
export function PowerTool<I extends z.ZodObject>(spec: PowerToolSpec<I>): MethodDecorator<PowerMethod<I>> {
  return (target, key) => {
    declare(target, { kind: 'power', method: key, spec: spec });
  };
}

/** The tools that a class declares, in the order they are written, those of its base classes first. */
export function declaredTools(constructor: Constructor): readonly DeclaredTool[] {
  const chain: DeclaredTool[] = [];
  for (
    let prototype: object | null = constructor.prototype as object;
    prototype && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype) as object | null
  ) {
    chain.unshift(...((Reflect.getOwnMetadata(TOOLS, prototype) as DeclaredTool[] | undefined) ?? []));
  }
  return chain;
}

/** Lets the container build the class. */
export function injectable(): (target: Constructor) => void {
  return (target) => {
    tsyringeInjectable()(target);
  };
}

/** What the container hands to a constructor parameter. Every parameter needs one: types do not survive the build. */
export function inject<T>(token: Token<T> | Constructor<T>): ParameterDecorator {
  return tsyringeInject(token as never) as ParameterDecorator;
}
