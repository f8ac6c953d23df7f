import aws from '../../plugins/aws/index.js';
import * as awsSimulator from '../../plugins/aws/simulator.js';
import alibaba from '../../plugins/alibaba/index.js';
import * as alibabaSimulator from '../../plugins/alibaba/simulator.js';
import digitalocean from '../../plugins/digitalocean/index.js';
import * as digitalOceanSimulator from '../../plugins/digitalocean/simulator.js';
import vultr from '../../plugins/vultr/index.js';
import * as vultrSimulator from '../../plugins/vultr/simulator.js';
import type { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import type { Simulator, TestHostOptions } from 'multi-cloud-manager/testing';

/** A cloud whose account has one key for each set of permissions, and the config that has them as accounts `0`, `1` and so on. */
export interface PermittedCloud {
  readonly simulator: Simulator;
  readonly plugin: TestHostOptions['plugins'][number];
}

interface Permitted {
  open(sets: readonly (readonly string[])[]): Promise<PermittedCloud>;
  /** Ids of the example fleet: one that runs, and one that is off where the cloud has power actions. */
  readonly running: string;
  readonly stopped: string;
}

const accounts = <T>(sets: readonly unknown[], of: (index: number) => T) =>
  sets.map((_, index) => ({ name: String(index), ...of(index) }));
const keys = <T>(
  sets: readonly (readonly string[])[],
  name: (index: number) => string,
  of: (may: readonly string[]) => T,
) => Object.fromEntries(sets.map((may, index) => [name(index), of(may)]));

/** The built-in clouds on their simulators. */
export const PERMITTED: Readonly<Record<(typeof BUILTIN_NAMES)[number], Permitted>> = {
  aws: {
    running: 'i-0a1b2c3d4e5f60001',
    stopped: '',
    async open(sets) {
      const secretAccessKey = 'secret-of-a-permitted-key';
      const id = (index: number) => `AKIAPERMITTED000000${String(index)}`;
      const simulator = await awsSimulator.createAwsSimulator({
        accounts: [
          {
            id: '123456789012',
            instances: awsSimulator.exampleFleet(),
            keys: keys(sets, id, (may) => ({ secretAccessKey, may })),
          },
        ],
      });
      const config = {
        endpoint: simulator.url,
        accounts: accounts(sets, (index) => ({ accessKeyId: id(index), secretAccessKey })),
      };
      return { simulator, plugin: { use: aws, config } };
    },
  },
  digitalocean: {
    running: '123456',
    stopped: '123459',
    async open(sets) {
      const token = (index: number) => `dop_v1_permitted_${String(index)}`;
      const droplets = digitalOceanSimulator.exampleFleet();
      const simulator = await digitalOceanSimulator.createDigitalOceanSimulator({
        accounts: [{ droplets, tokens: keys(sets, token, (may) => may) }],
      });
      const config = {
        endpoint: simulator.url,
        accounts: accounts(sets, (index) => ({ token: token(index) })),
      };
      return { simulator, plugin: { use: digitalocean, config } };
    },
  },
  vultr: {
    running: vultrSimulator.EXAMPLE.web,
    stopped: vultrSimulator.EXAMPLE.stopped,
    async open(sets) {
      const apiKey = (index: number) => `VULTRPERMITTEDKEY${String(index)}`;
      const instances = vultrSimulator.exampleFleet();
      const simulator = await vultrSimulator.createVultrSimulator({
        accounts: [{ instances, keys: keys(sets, apiKey, (may) => may) }],
      });
      const config = {
        endpoint: simulator.url,
        accounts: accounts(sets, (index) => ({ apiKey: apiKey(index) })),
      };
      return { simulator, plugin: { use: vultr, config } };
    },
  },
  alibaba: {
    running: 'i-bp1webserver0000001',
    stopped: 'i-bp1stagingold000004',
    async open(sets) {
      const secret = 'secret-of-a-permitted-key';
      const id = (index: number) => `LTAI5tPermittedKey${String(index)}`;
      const simulator = await alibabaSimulator.createAlibabaSimulator({
        accounts: [
          {
            instances: alibabaSimulator.exampleFleet(),
            keys: Object.fromEntries(
              sets.map((may, index) => [
                id(index),
                { id: id(index), secret, may: may.map((action) => action.replace('ecs:', '')) },
              ]),
            ),
          },
        ],
      });
      const config = {
        endpoint: simulator.url,
        accounts: accounts(sets, (index) => ({ accessKeyId: id(index), accessKeySecret: secret })),
      };
      return { simulator, plugin: { use: alibaba, config } };
    },
  },
};
