import { McmError } from 'multi-cloud-manager/plugin';
import type { Permit, Permits } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import type { Credentials } from './config.js';
import { checkedEndpoint } from './endpoint.js';
import { abortError, toError, withOutcome } from './errors.js';
import { fieldsOf, type InstanceFilter, type MonitorQuery } from './queries.js';
import { untilAborted, type EcsLine, type SdkAnswer, type SdkCall } from './line.js';
import { checkPower, checkRead } from './shape.js';
import type { Authorize, Signer } from './signing.js';
import { say } from './words.js';
import type { AcceptedBody, InstancesBody, MonitorBody, RegionsBody } from './wire.js';

type Carry = (call: SdkCall, authorize: Authorize) => Promise<SdkAnswer>;

/** The SDK, and the schemas of its answers, loaded by the first request: the SDK takes half a second and 80 MiB. */
async function loadSdk() {
  const [{ default: ecs }, { default: core }, wire] = await Promise.all([
    import('@alicloud/ecs20140526'),
    import('@alicloud/openapi-core'),
    import('./wire.js'),
  ]);
  const signer: Signer = core.OpenApiUtil;
  const authorize: Authorize = (...request) => signer.getAuthorization(...request);

  /** The SDK's client with another transport: it makes the messages, and signs them. */
  class CarriedClient extends ecs.default {
    constructor(
      regionId: string,
      endpoint: URL | undefined,
      private readonly carry: Carry,
    ) {
      const where = endpoint && { endpoint: endpoint.host, protocol: endpoint.protocol.slice(0, -1) };
      super(new core.$OpenApiUtil.Config({ regionId, ...where }));
    }

    override callApi(
      ...[params, request]: Parameters<InstanceType<typeof ecs.default>['callApi']>
    ): Promise<Record<string, unknown>> {
      const { action, version, method, pathname } = params;
      const protocol = (this._protocol || params.protocol).toLowerCase();
      const call = {
        action,
        version,
        method,
        pathname,
        protocol,
        endpoint: this._endpoint,
        query: request.query ?? {},
      };
      return this.carry(call, authorize).then((answer) => ({ ...answer }));
    }
  }
  return { ecs, CarriedClient, wire };
}

/** ECS with one account's key, as far as the plugin uses it. No other operation of the SDK is named in this file; a test holds that. */
export class EcsClient {
  #sdk: ReturnType<typeof loadSdk> | undefined;

  constructor(
    private readonly account: Pick<Credentials, 'endpoint'>,
    private readonly line: EcsLine,
    private readonly permits: Permits,
  ) {}

  /** Every region that the account can use. */
  regions(regionId: string, signal: AbortSignal): Promise<z.output<typeof RegionsBody>> {
    return this.#read(
      'DescribeRegions',
      (wire) => wire.RegionsBody,
      regionId,
      signal,
      ({ ecs, client }) => client.describeRegions(new ecs.DescribeRegionsRequest({})),
    );
  }

  /** One page of a region's instances. */
  instances(regionId: string, filter: InstanceFilter, signal: AbortSignal): Promise<InstancesBody> {
    return this.#read(
      'DescribeInstances',
      (wire) => wire.InstancesBody,
      regionId,
      signal,
      ({ ecs, client }) =>
        client.describeInstances(new ecs.DescribeInstancesRequest({ regionId, ...fieldsOf(filter) })),
    );
  }

  /** What was measured of an instance. */
  monitorData(
    regionId: string,
    { id, ...span }: MonitorQuery,
    signal: AbortSignal,
  ): Promise<z.output<typeof MonitorBody>> {
    return this.#read(
      'DescribeInstanceMonitorData',
      (wire) => wire.MonitorBody,
      regionId,
      signal,
      ({ ecs, client }) =>
        client.describeInstanceMonitorData(
          new ecs.DescribeInstanceMonitorDataRequest({ instanceId: id, ...span }),
        ),
    );
  }

  /** Sends the one request that the permit allows. The only place that switches anything. */
  async act(permit: Permit, signal: AbortSignal): Promise<z.output<typeof AcceptedBody>> {
    const { ecs, CarriedClient, wire } = await this.#load(signal);
    const key = await this.line.key(signal);
    const endpoint = this.#endpoint();
    let carried = false;
    const carry: Carry = async (call, authorize) => {
      checkPower(call, permit, endpoint);
      if (carried) throw unreadable(permit.variant);
      carried = true;
      return this.line.act(call, key, authorize, signal);
    };
    const client: PowerClient = new CarriedClient(permit.instance.region, endpoint, carry);
    const instanceId = permit.instance.id;
    const send = () => {
      this.permits.spend(permit);
      switch (permit.variant) {
        case 'power_on':
          return client.startInstance(new ecs.StartInstanceRequest({ instanceId }));
        case 'power_off':
          return client.stopInstance(
            new ecs.StopInstanceRequest({ instanceId, forceStop: true, stoppedMode: 'KeepCharging' }),
          );
        case 'shutdown':
          return client.stopInstance(
            new ecs.StopInstanceRequest({ instanceId, forceStop: false, stoppedMode: 'KeepCharging' }),
          );
        case 'reboot':
          return client.rebootInstance(new ecs.RebootInstanceRequest({ instanceId, forceStop: false }));
        case 'force_reboot':
          return client.rebootInstance(new ecs.RebootInstanceRequest({ instanceId, forceStop: true }));
      }
    };
    const answer = await send().catch((error: unknown) => {
      throw McmError.is(error) ? error : withOutcome(unreadable(permit.variant), 'unknown');
    });
    const accepted = wire.AcceptedBody.safeParse(answer.body);
    if (!accepted.success) throw withOutcome(unreadable(permit.variant), 'unknown');
    return accepted.data;
  }

  async #read<T>(
    action: string,
    schemaIn: (wire: Sdk['wire']) => z.ZodType<T>,
    regionId: string,
    signal: AbortSignal,
    ask: (sdk: Opened) => Promise<unknown>,
  ): Promise<T> {
    const { ecs, CarriedClient, wire } = await this.#load(signal);
    const endpoint = this.#endpoint();
    let body: unknown;
    const carry: Carry = async (call, authorize) => {
      checkRead(call, endpoint);
      const answer = await this.line.read(call, authorize, signal);
      // Read here, as the API spells it: the SDK's models take more time than all else that is done with a page.
      body = answer.body;
      return { ...answer, body: {} };
    };
    const client = new CarriedClient(regionId, endpoint, carry);
    await ask({ ecs, client });
    const read = schemaIn(wire).safeParse(body);
    if (!read.success) throw unreadable(action, read.error.issues[0]?.path.map(String).join('.'));
    return read.data;
  }

  #endpoint(): URL | undefined {
    return this.account.endpoint === undefined ? undefined : checkedEndpoint(this.account.endpoint);
  }

  #load(signal: AbortSignal): ReturnType<typeof loadSdk> {
    if (signal.aborted) return Promise.reject(abortError(signal));
    this.#sdk ??= loadSdk().catch((error: unknown) => {
      this.#sdk = undefined;
      throw error;
    });
    return untilAborted(this.#sdk, signal);
  }
}

type Sdk = Awaited<ReturnType<typeof loadSdk>>;
type EveryOperation = InstanceType<Sdk['CarriedClient']>;
type PowerClient = Pick<EveryOperation, 'startInstance' | 'stopInstance' | 'rebootInstance'>;
interface Opened {
  readonly ecs: Sdk['ecs'];
  readonly client: Pick<
    EveryOperation,
    'describeRegions' | 'describeInstances' | 'describeInstanceMonitorData'
  >;
}

function unreadable(action: string, path = ''): McmError {
  const note = say((words) => (path === '' ? words.otherForm : words.lacks(path)));
  return toError({ kind: 'unreadable', action, host: '', note, reached: true });
}
