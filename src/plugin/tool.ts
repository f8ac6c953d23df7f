import type { z } from 'zod';
import type { ClientInfo, Principal } from './call.js';
import type { FleetContext } from './fleet.js';
import type { Instance } from './instance.js';
import type { OperationResult, Permit, PowerAction } from './power.js';
import type { Logger } from './settings.js';

/** What every tool method gets beside its input. Pass it on to the fleet as it is. */
export interface ToolContext extends FleetContext {
  /** Also in the audit and the log. */
  readonly callId: string;
  readonly principal: Principal;
  readonly client: ClientInfo | undefined;
  /** Names the plugin. */
  readonly log: Logger;
  /** Tells a waiting person how it goes: `done` of `total`, in whatever unit. Nobody may be listening. */
  progress(message: string, done?: number, total?: number): void;
}

/** What a power tool's method gets: it runs only after every check, with the permit that they ended in. */
export interface PowerContext extends ToolContext {
  /** For `fleet.power`, once. */
  readonly permit: Permit;
  /** The instance as the checks saw it. */
  readonly target: Instance;
  /** How long the caller wants to wait for the end of the action, 0 to 55 seconds. */
  readonly waitSeconds: number;
}

/** A read tool: `input` and `output` are zod objects, and the method must accept `z.output<input>`. */
export interface ToolSpec<I extends z.ZodObject, O extends z.ZodObject> {
  /** snake_case, unique over all plugins. */
  readonly name: string;
  /** A few words for a person. */
  readonly title: string;
  /** One or two short sentences for a model. */
  readonly description: string;
  readonly access: 'read';
  /** Held against the arguments before the method runs; what does not fit is VALIDATION_FAILED. Names are snake_case. */
  readonly input: I;
  /** Held against what the method returns; what does not fit is INTERNAL. */
  readonly output: O;
  /** The short text beside the structured content. Default: the content as JSON. */
  readonly text?: (output: z.output<O>) => string;
}

/** Which instance a power call is about. */
export interface TargetQuery {
  readonly provider: string;
  /** The cloud's own id, in any form that `parseId` takes. */
  readonly id: string;
  /** Default: whichever has it. */
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
  /** Which instance the input means; the host reads it before anything else is checked. */
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
