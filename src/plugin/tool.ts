import type { z } from 'zod';
import type { ClientInfo, Principal } from './call.js';
import type { FleetContext } from './fleet.js';
import type { Instance } from './instance.js';
import type { OperationResult, Permit, PowerAction } from './power.js';
import type { Logger } from './settings.js';

/** What every tool method gets beside its input. Pass it on to the fleet as it is. */
export interface ToolContext extends FleetContext {
  readonly callId: string;
  readonly principal: Principal;
  readonly client: ClientInfo | undefined;
  readonly log: Logger;
  progress(message: string, done?: number, total?: number): void;
}

/** What a power tool's method gets: it runs only after every check, with the permit that they ended in. */
export interface PowerContext extends ToolContext {
  readonly permit: Permit;
  readonly target: Instance;
  readonly waitSeconds: number;
}

/** A read tool: `input` and `output` are zod objects, and the method must accept `z.output<input>`. */
export interface ToolSpec<I extends z.ZodObject, O extends z.ZodObject> {
  /** snake_case, unique over all plugins. */
  readonly name: string;
  readonly title: string;
  /** One or two short sentences for a model. */
  readonly description: string;
  readonly access: 'read';
  readonly input: I;
  readonly output: O;
  /** The short text beside the structured content. Default: the content as JSON. */
  readonly text?: (output: z.output<O>) => string;
}

/** Which instance a power call is about. */
export interface TargetQuery {
  readonly provider: string;
  readonly id: string;
  readonly account?: string;
}

/** A power tool. Its input is made with `powerInput`, so that confirmations and options are the same everywhere. */
export interface PowerToolSpec<I extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: I;
  /** The action, or where it stands in the input. */
  readonly action: PowerAction | ((input: z.output<I>) => PowerAction);
  readonly target: (input: z.output<I>) => TargetQuery;
}

/** The shape of a read tool's method. */
export type ToolMethod<I extends z.ZodObject, O extends z.ZodObject> = (
  input: z.output<I>,
  context: ToolContext,
) => Promise<z.input<O>> | z.input<O>;

/** The shape of a power tool's method. */
export type PowerMethod<I extends z.ZodObject> = (
  input: z.output<I>,
  context: PowerContext,
) => Promise<OperationResult>;
