import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { EC2Client, EC2ClientConfig } from '@aws-sdk/client-ec2';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Environment, Network } from 'multi-cloud-manager/plugin';
import type { AwsAccount } from './accounts.js';
import type { Identity } from './identity.js';
import { givenEndPoint, usualEndPoint, type Service } from './end-points.js';
import { noted, type Noting } from './noted.js';
import { readsOnly } from './reads-only.js';

/** How long single requests may take and how often reads are tried. */
export interface Patience {
  readonly connectMs: number;
  readonly responseMs: number;
  /** Default: the SDK's standard one. */
  readonly retryStrategy?: NonNullable<EC2ClientConfig['retryStrategy']>;
}

/** Without `info`: for that one the SDK copies every answer, also where nobody reads the log. It asks first whether it is there. */
const QUIET = {
  debug: () => undefined,
  warn: () => undefined,
  error: () => undefined,
} as unknown as NonNullable<EC2ClientConfig['logger']>;

/** The same as of the host's own HTTP client; three tries in all. */
export const PATIENCE: Patience = { connectMs: 10_000, responseMs: 20_000 };
const TRIES = 3;

/** What connections are made with. */
export interface ConnectionParts extends Noting {
  readonly environment: Environment;
  readonly network: Network;
  readonly patience: Patience;
}

/** The part of a client's config that is the same for every service. */
export interface Connection {
  readonly region: string;
  readonly endpoint?: string;
  readonly maxAttempts: number;
  readonly retryMode: string;
  readonly retryStrategy?: NonNullable<EC2ClientConfig['retryStrategy']>;
  readonly requestHandler: NodeHttpHandler;
}

/** Where and how a service is reached in a region: end point, proxy, certificates, time-outs, retries. */
export async function connectionTo(
  service: Service,
  region: string,
  account: AwsAccount,
  { environment, network, patience }: ConnectionParts,
): Promise<Connection> {
  const endpoint = givenEndPoint(service, account, environment);
  const { http, https } = await network.agents(endpoint ?? usualEndPoint(service, region));
  const sdk = await import('./sdk.js');
  const { connectMs, responseMs, retryStrategy } = patience;
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: TRIES,
    retryMode: 'standard',
    ...(retryStrategy === undefined ? {} : { retryStrategy }),
    // The agents belong to the host, which closes them: a client is dropped, never destroyed.
    requestHandler: new sdk.NodeHttpHandler({
      connectionTimeout: connectMs,
      requestTimeout: responseMs,
      socketTimeout: responseMs,
      throwOnRequestTimeout: true,
      ...(http === undefined ? {} : { httpAgent: http }),
      ...(https === undefined ? {} : { httpsAgent: https }),
    }),
  };
}

/** The SDK's clients for one account in one region. */
export interface Clients {
  readonly identity: Identity;
  readonly ec2: EC2Client;
  readonly cloudWatch: CloudWatchClient;
}

/** Makes them for these credentials; for others they are made anew. Neither can send anything that is not a read. */
export async function createClients(
  identity: Identity,
  region: string,
  account: AwsAccount,
  parts: ConnectionParts,
): Promise<Clients> {
  const [sdk, ec2, monitoring] = await Promise.all([
    import('./sdk.js'),
    connectionTo('ec2', region, account, parts),
    connectionTo('monitoring', region, account, parts),
  ]);
  const shared = { credentials: identity, logger: QUIET };
  return {
    identity,
    ec2: new sdk.EC2Client({
      ...ec2,
      requestHandler: readsOnly(noted(ec2.requestHandler, parts)),
      ...shared,
    }),
    cloudWatch: new sdk.CloudWatchClient({
      ...monitoring,
      requestHandler: readsOnly(noted(monitoring.requestHandler, parts)),
      ...shared,
    }),
  };
}

/** The region that the SDK finds by itself: in the profile, or in the process' environment. */
export async function regionOfSdk(profile: string | undefined): Promise<string | undefined> {
  const { EC2Client } = await import('./sdk.js');
  try {
    return await new EC2Client(profile === undefined ? {} : { profile }).config.region();
  } catch {
    return undefined;
  }
}
