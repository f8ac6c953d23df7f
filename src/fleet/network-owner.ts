import type { ApiClient, HttpClient, SecretRef, Secrets } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { fleet } from '../locale/en/fleet.js';
import { say } from '../locale/words.js';
import { cleanText } from '../text/clean.js';
import type { OwnerOf } from './fleet.js';

/** The part of an answer of ipinfo.io that is used. */
const Answer = z.object({
  org: z.string().optional(),
  country: z.string().optional(),
  hostname: z.string().optional(),
});

/** Where to ask. */
export interface NetworkOwnerParts {
  readonly http: HttpClient;
  readonly secrets: Secrets;
  readonly token: SecretRef;
  readonly endpoint: string;
}

/** Asks ipinfo.io whose network an address is in. Without a token, or when that fails, nobody says anything. */
export function networkOwner({ http, secrets, token, endpoint }: NetworkOwnerParts): OwnerOf {
  let api: ApiClient | undefined;
  return async (address, signal) => {
    if (!secrets.has(token)) return undefined;
    try {
      api ??= http.api({
        baseUrl: endpoint,
        headers: async (options) => ({ authorization: `Bearer ${await secrets.resolve(token, options)}` }),
      });
      const { org, country, hostname } = await api.get(`/${encodeURIComponent(address)}/json`, Answer, {
        signal,
      });
      const parts = [org, country, hostname].flatMap((text) =>
        text ? [JSON.stringify(cleanText(text, 100))] : [],
      );
      return parts.length === 0 ? undefined : say(fleet, (words) => words.networkOf(parts));
    } catch {
      return undefined;
    }
  };
}
