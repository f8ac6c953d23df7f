import type {
  Instance,
  Permit,
  PowerAction,
  PowerVariant,
  Provider,
  Scope,
} from 'multi-cloud-manager/plugin';
import type { Fault } from '../simulator/fault.js';
import type { Simulator } from '../simulator/server.js';

/** What the suite needs of the test runner. Pass those of `@jest/globals`. */
export interface ContractRunner {
  readonly describe: (name: string, cases: () => void) => void;
  readonly it: (name: string, run: () => Promise<void>) => void;
  readonly expect: (actual: unknown) => {
    toBe(expected: unknown): void;
    toEqual(expected: unknown): void;
  };
}

/** How the HTTP client of one case is made. */
export interface ContractOptions {
  /** The response time-out of one try. Retries of reads should follow each other without a pause. */
  readonly timeoutMs: number;
}

/** The mutating request that an action must send, and on which instance it is tried. */
export interface ExpectedPower {
  /** The id of an instance in the state that the action needs. */
  readonly instance: string;
  readonly method: string;
  readonly path: string;
  /** Default: none. */
  readonly query?: Readonly<Record<string, string>>;
  /** Undefined for a request without one. */
  readonly body: unknown;
}

/** A provider's power actions. */
export interface ContractPower {
  /** One for every action that the provider says it can do, and `force_reboot` where it has that. */
  readonly expected: Readonly<Partial<Record<PowerVariant, ExpectedPower>>>;
  /** A fresh permit that the host's HTTP client accepts once. */
  permit(instance: Instance, action: PowerAction, force: boolean): Permit;
  /** How far the simulator's clock has to go until an action has ended. */
  readonly settleMs: number;
}

/** Instances with and without series. */
export interface ContractMetrics {
  readonly monitored: string;
  /** One that the cloud has no or not all series of (no agent …); undefined where that cannot be. */
  readonly unmonitored: string | undefined;
}

/** An address in its canonical spelling and the one instance that has it; `none` where the cloud has no such addresses. */
export type ContractAddress = { readonly address: string; readonly instance: string } | 'none';

/** A provider on its simulator, fresh for each case. */
export interface ContractWorld {
  /** With the host's own HTTP client. */
  readonly provider: Provider;
  readonly simulator: Simulator;
  /** One scope of each kind; all are accounts of the same simulator. */
  readonly scopes: {
    /** More instances than fit on one page, of every kind that the cloud lists apart. */
    readonly full: Scope;
    /** Right credentials and no instance. */
    readonly empty: Scope;
    /** Credentials that the cloud refuses. */
    readonly refused: Scope;
    /** Credentials that may not act, or `none` where the cloud has no such thing. */
    readonly readOnly: Scope | 'none';
  };
  /** Every id in the full scope, in any order. */
  readonly ids: readonly string[];
  readonly publicIpv4: ContractAddress;
  readonly privateIpv4: ContractAddress;
  /** The simulator spells it in another way than the canonical one. */
  readonly publicIpv6: ContractAddress;
  /** What a person may type as an id and what becomes of it. */
  readonly parsed: Readonly<Record<string, string>>;
  /** What cannot be an id of this cloud. */
  readonly unparsed: readonly string[];
  /** Right in form, and no instance has it. */
  readonly unknownId: string;
  /** These two as the cloud itself would say them, for every request, asking for no longer pause than a test should take. */
  readonly faults: { readonly rateLimited: Fault; readonly serverError: Fault };
  readonly metrics: ContractMetrics | 'none';
  readonly power: ContractPower | 'read-only';
  /** Texts that may appear in no result and no error. */
  readonly secrets: readonly string[];
  /** Ends what the case opened. */
  close(): Promise<void>;
}

/** What `providerContract` is told of a provider. */
export interface ContractSubject {
  readonly name: string;
  /** Makes a world of its own for a case. */
  create(options: ContractOptions): Promise<ContractWorld>;
}
