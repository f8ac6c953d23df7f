import type { InstanceTypeInfo } from '@aws-sdk/client-ec2';
import type { AwsClient } from './client.js';

/** What instance types are made of. A type is the same everywhere and for ever, so each is asked for once. */
export class InstanceTypes {
  readonly #known = new Map<string, InstanceTypeInfo>();

  /** Undefined where AWS does not say: then only the memory and the instance store are missing. */
  async get(client: AwsClient, name: string, signal: AbortSignal): Promise<InstanceTypeInfo | undefined> {
    const kept = this.#known.get(name);
    if (kept) return kept;
    try {
      const found = await client.type(name, signal);
      if (found) this.#known.set(name, found);
      return found;
    } catch (error) {
      if (signal.aborted) throw error;
      return undefined;
    }
  }
}
