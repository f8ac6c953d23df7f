import { setMaxListeners } from 'node:events';
import type { GetMetricDataCommandInput, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type {
  DescribeInstancesCommandInput,
  Filter,
  InstanceTypeInfo,
  Region,
  Reservation,
  Volume,
} from '@aws-sdk/client-ec2';
import { Limiter, McmError, type Clock } from 'multi-cloud-manager/plugin';
import type { AwsAccount } from './accounts.js';
import { createClients, type Clients, type ConnectionParts } from './connection.js';
import type { CredentialSource } from './credentials.js';
import { refusesCredentials, saysNoInstance, toError, unreadable } from './errors.js';
import type { Identity } from './identity.js';
import type * as Sdk from './sdk.js';
import { untilAborted } from './waiting.js';
import { say } from './words.js';

/** The most instances that EC2 gives at once. */
export const PER_PAGE = 1000;
/** What EC2 refills for reads, in a region: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html */
const LIMITS = { perSecond: 20, concurrent: 10 };
/** More pages than any answer has. */
const MOST_PAGES = 1000;

type InstanceTypeName = NonNullable<InstanceTypeInfo['InstanceType']>;

interface Sending {
  readonly clients: Clients;
  readonly sdk: typeof Sdk;
  readonly options: { readonly abortSignal: AbortSignal };
}

/** One account in one region. Its methods are every request that this plugin can send, and all of them read. */
export class AwsClient {
  readonly #limiter: Limiter;
  #clients: { readonly identity: Identity; readonly made: Promise<Clients> } | undefined;

  constructor(
    readonly account: AwsAccount,
    readonly region: string,
    private readonly source: CredentialSource,
    private readonly parts: ConnectionParts & { readonly clock: Clock },
  ) {
    this.#limiter = new Limiter(parts.clock, LIMITS);
  }

  /** The regions that the account has enabled. */
  async regions(signal: AbortSignal): Promise<readonly Region[]> {
    const { Regions } = await this.#ask('ec2:DescribeRegions', signal, ({ sdk, clients, options }) =>
      clients.ec2.send(new sdk.DescribeRegionsCommand({}), options),
    );
    return Regions ?? this.#unreadable('ec2:DescribeRegions');
  }

  /** One page of all instances. */
  page(token: string | undefined, signal: AbortSignal, most = PER_PAGE) {
    return this.#instances(
      { MaxResults: most, ...(token === undefined ? {} : { NextToken: token }) },
      signal,
    );
  }

  /** The instances that fit a filter. */
  find(filter: Filter, signal: AbortSignal): Promise<readonly Reservation[]> {
    return everything((token) =>
      this.#instances({ Filters: [filter], ...(token === undefined ? {} : { NextToken: token }) }, signal),
    );
  }

  /** The instance with this id; nothing where AWS has none here. */
  async instance(id: string, signal: AbortSignal): Promise<readonly Reservation[]> {
    try {
      return (await this.#instances({ InstanceIds: [id] }, signal)).items;
    } catch (error) {
      if (McmError.is(error) && error.code === 'RESOURCE_NOT_FOUND') return [];
      throw error;
    }
  }

  async volumesOf(id: string, signal: AbortSignal): Promise<readonly Volume[]> {
    const Filters = [{ Name: 'attachment.instance-id', Values: [id] }];
    return everything(async (token) => {
      const input = { Filters, ...(token === undefined ? {} : { NextToken: token }) };
      const { Volumes, NextToken } = await this.#ask(
        'ec2:DescribeVolumes',
        signal,
        ({ sdk, clients, options }) => clients.ec2.send(new sdk.DescribeVolumesCommand(input), options),
      );
      return { items: Volumes ?? this.#unreadable('ec2:DescribeVolumes'), next: NextToken };
    });
  }

  async type(name: string, signal: AbortSignal): Promise<InstanceTypeInfo | undefined> {
    const input = { InstanceTypes: [name as InstanceTypeName] };
    const { InstanceTypes } = await this.#ask(
      'ec2:DescribeInstanceTypes',
      signal,
      ({ sdk, clients, options }) => clients.ec2.send(new sdk.DescribeInstanceTypesCommand(input), options),
    );
    return (InstanceTypes ?? this.#unreadable('ec2:DescribeInstanceTypes'))[0];
  }

  /** A result may come in several pieces; each page holds other points or other series. */
  metrics(
    input: Omit<GetMetricDataCommandInput, 'NextToken'>,
    signal: AbortSignal,
  ): Promise<readonly MetricDataResult[]> {
    return everything(async (token) => {
      const { MetricDataResults, NextToken } = await this.#ask(
        'cloudwatch:GetMetricData',
        signal,
        ({ sdk, clients, options }) =>
          clients.cloudWatch.send(
            new sdk.GetMetricDataCommand({ ...input, ...(token === undefined ? {} : { NextToken: token }) }),
            options,
          ),
      );
      return { items: MetricDataResults ?? this.#unreadable('cloudwatch:GetMetricData'), next: NextToken };
    });
  }

  async #instances(input: DescribeInstancesCommandInput, signal: AbortSignal) {
    const { Reservations, NextToken } = await this.#ask(
      'ec2:DescribeInstances',
      signal,
      ({ sdk, clients, options }) => clients.ec2.send(new sdk.DescribeInstancesCommand(input), options),
    );
    return { items: Reservations ?? this.#unreadable('ec2:DescribeInstances'), next: NextToken };
  }

  /** Sends a read; once more with other credentials where AWS refuses these and there are others by now. */
  #ask<T>(action: string, signal: AbortSignal, send: (sending: Sending) => Promise<T>): Promise<T> {
    // A lookup asks many regions at once, and the SDK listens to each request's signal several times.
    setMaxListeners(0, signal);
    return untilAborted(signal, () =>
      this.#limiter.run(signal, async () => {
        const sdk = await import('./sdk.js');
        const options = { abortSignal: signal };
        const identity = await this.source.current();
        const attempt = async (using: Identity): Promise<T> =>
          send({ sdk, options, clients: await this.#with(using) });
        try {
          return await attempt(identity).catch(async (error: unknown) => {
            const others = refusesCredentials(error) ? await this.source.others(identity) : undefined;
            if (others === undefined) throw error;
            return attempt(others);
          });
        } catch (error) {
          if (saysNoInstance(error)) throw noInstance();
          throw toError(error, { action, region: this.region, account: this.account });
        }
      }),
    );
  }

  /** Clients are made for credentials; other credentials get others. */
  #with(identity: Identity): Promise<Clients> {
    if (this.#clients?.identity !== identity) {
      const made = createClients(identity, this.region, this.account, this.parts);
      this.#clients = { identity, made };
      made.catch(() => {
        this.#clients = undefined;
      });
    }
    return this.#clients.made;
  }

  #unreadable(action: string): never {
    throw unreadable({ action, region: this.region, account: this.account });
  }
}

const noInstance = (): McmError =>
  new McmError(
    'RESOURCE_NOT_FOUND',
    say((words) => words.notThere),
  );

/** Follows the pages to the end. */
async function everything<T>(
  page: (token: string | undefined) => Promise<{ items: readonly T[]; next: string | undefined }>,
): Promise<readonly T[]> {
  const found: T[] = [];
  let token: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const { items, next } = await page(token);
    found.push(...items);
    if (next === undefined || next === '') return found;
    if (next === token) break;
    token = next;
  }
  throw new McmError(
    'PROVIDER_ERROR',
    say((words) => words.samePage),
  );
}
