const SERVER = 'An IP address, PROVIDER/ID, PROVIDER/ACCOUNT/ID, or the exact name of a server';

/** What the commands for the hand say beside the answers of tools. */
export const hand = {
  // Headings.
  columns: {
    provider: 'PROVIDER',
    account: 'ACCOUNT',
    region: 'REGION',
    id: 'ID',
    name: 'NAME',
    status: 'STATUS',
    type: 'TYPE',
    address: 'ADDRESS',
    metric: 'METRIC',
    unit: 'UNIT',
    min: 'MIN',
    avg: 'AVG',
    max: 'MAX',
    last: 'LAST',
    overTime: 'OVER TIME',
  },
  labels: {
    name: 'name',
    status: 'status',
    provider: 'provider',
    account: 'account',
    region: 'region',
    id: 'id',
    type: 'type',
    public: 'public',
    private: 'private',
    tags: 'tags',
    image: 'image',
    created: 'created',
    console: 'console',
  },
  toolKinds: { read: 'read', power: 'POWER' },
  // What stands below and between them.
  servers: (count: number) => `${String(count)} ${count === 1 ? 'server' : 'servers'}`,
  statusOf: (status: string, own: string) => `${status} (${own})`,
  vcpus: (count: number) => `${String(count)} vCPU`,
  memory: (gib: number) => `${String(gib)} GiB memory`,
  disk: (gib: number) => `${String(gib)} GiB disk`,
  measured: (name: string, provider: string, id: string, hours: number) =>
    `${name} (${provider}, ${id}), last ${hours === 1 ? 'hour' : `${String(hours)} hours`}`,
  noData: 'no data',
  noAnswer: (place: string, code: string, message: string) => `No answer from ${place}: ${code}: ${message}`,
  leftOut: (policy: string, count: number) => `Left out by the policy ${policy}: ${String(count)}`,
  // How they are used.
  statuses: (known: readonly string[]) => `--status is one of ${known.join(', ')}.`,
  hours: '--hours is a whole number from 1 to 720.',
  actions: (known: readonly string[], given: string) =>
    `The action is one of ${known.join(', ')}, not ${given}.`,
  wait: '--wait is a whole number of seconds from 0 to 55.',
  oneObject: `The arguments must be one JSON object, like '{"ip_address":"192.0.2.7"}'.`,
  // Which server is meant.
  noServerLikeThat: (word: string) => `${SERVER}, not ${word}.`,
  notAllAnswered: (name: string) =>
    `Not every cloud answered, so that ${name} may mean several servers; name it by PROVIDER/ID.`,
  noSuchServer: (name: string) => `No server is called ${name}. ${SERVER} is taken.`,
  severalServers: (name: string, servers: readonly string[]) =>
    `${name} means several servers; name one of ${servers.join(', ')}.`,
};
