/** The clouds, in the order in which they share the servers. */
export const CLOUDS = ['aws', 'digitalocean', 'vultr', 'alibaba'] as const;
/** One of {@link CLOUDS}. */
export type Cloud = (typeof CLOUDS)[number];

/** How many servers there are, and where: in equal parts on the clouds, their accounts, and the regions of these. */
export interface Shape {
  readonly instances: number;
  /** Of each cloud. */
  readonly accounts: number;
  /** Of each account, four at the most. */
  readonly regions: number;
  /** What every answer of a cloud takes. */
  readonly latencyMs: number;
  /** Whether an answer is made once and then given again, so that the clouds take little of the machine. */
  readonly replayed?: boolean;
}

const REGIONS: Readonly<Record<Cloud, readonly string[]>> = {
  aws: ['eu-central-1', 'us-east-1', 'ap-northeast-1', 'eu-west-1'],
  digitalocean: ['fra1', 'nyc3', 'ams3', 'tor1'],
  vultr: ['fra', 'ewr', 'ams', 'sgp'],
  alibaba: ['cn-hangzhou', 'cn-shanghai', 'eu-central-1', 'ap-southeast-1'],
};

/** Where the servers of a cloud are. */
export const regionsOf = (cloud: Cloud, { regions }: Shape): readonly string[] =>
  REGIONS[cloud].slice(0, regions);

/** How many servers an account has. */
export const shareOf = ({ instances, accounts }: Shape): number => instances / (CLOUDS.length * accounts);

/** The requests of a listing. */
export interface ListingRequests {
  /** The most that must follow each other, because a page names the next one. The regions are known. */
  readonly chain: number;
  /** All of them, with those for the regions, and without. */
  readonly cold: number;
  readonly warm: number;
}

/** What there is to send for all instances. DigitalOcean is asked once more, for droplets with a GPU. */
export function listingRequests(shape: Shape): ListingRequests {
  const { accounts, regions } = shape;
  const share = shareOf(shape);
  const aws = Math.ceil(share / regions / 1000);
  const droplets = Math.ceil(share / 200) + 1;
  const vultr = Math.ceil(share / 500);
  const alibaba = Math.ceil(share / regions / 100);
  const warm = accounts * (regions * aws + droplets + vultr + regions * alibaba);
  return { chain: Math.max(aws, droplets, vultr, alibaba), warm, cold: warm + 2 * accounts };
}
