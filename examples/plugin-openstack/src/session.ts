import {
  McmError,
  type ApiClient,
  type Clock,
  type HttpClient,
  type Login,
  type Secrets,
} from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import { Catalogue } from './catalogue.js';
import { secretOf, type AccountConfig } from './config.js';
import { toLoginError } from './errors.js';
import { loginBody } from './login.js';
import { TokenAnswer } from './wire.js';
import { say } from './words.js';

/** A token is not used any more when it has less than this left: a request may wait for its turn. */
const MARGIN_MS = 60_000;

/** What a login gave: a token, until when it is good, and where the services are. */
export interface Ticket {
  readonly token: string;
  readonly goodUntil: number;
  readonly catalogue: Catalogue;
}

/** One account's way in. It logs in when a token is needed, and keeps that in memory until it runs out or is refused. */
export class Session {
  readonly #api: ApiClient;
  #ticket: Ticket | undefined;

  constructor(
    http: HttpClient,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly account: AccountConfig,
  ) {
    this.#api = http.api({
      baseUrl: account.authUrl.replace(/\/v3\/?$/, ''),
      // Keystone is asked for nothing else.
      headers: () => Promise.resolve({}),
      mapError: toLoginError,
    });
  }

  /** A ticket whose token is not the refused one. Of many that were refused at once, the first logs in and the others get its ticket. */
  async ticket(signal: AbortSignal, refused?: string): Promise<Ticket> {
    const kept = this.#ticket;
    if (kept && kept.token !== refused && this.#now() < kept.goodUntil) return kept;
    const { token, answer } = await this.#login(signal);
    if (token === undefined)
      throw new McmError(
        'PROVIDER_ERROR',
        say((words) => words.noToken),
      );
    const ticket = {
      token,
      goodUntil: this.#now() + lifetimeOf(answer) - MARGIN_MS,
      catalogue: new Catalogue(answer.token.catalog ?? [], this.account),
    };
    this.#ticket = ticket;
    return ticket;
  }

  /** A secret that a program prints may have been renewed since it was read: then, and only then, it is tried a second time. */
  async #login(signal: AbortSignal): Promise<Login<z.output<typeof TokenAnswer>>> {
    const ref = secretOf(this.account);
    const secret = await this.secrets.resolve(ref);
    try {
      return await this.#send(secret, signal);
    } catch (error) {
      if (!McmError.is(error) || error.code !== 'INVALID_CREDENTIALS') throw error;
      const renewed = await this.secrets.resolve(ref, { fresh: true });
      if (renewed === secret) throw error;
      return this.#send(renewed, signal);
    }
  }

  #send(secret: string, signal: AbortSignal): Promise<Login<z.output<typeof TokenAnswer>>> {
    return this.#api.login(loginBody(this.account, secret), TokenAnswer, { signal });
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}

/** Milliseconds from issue to expiry, by Keystone's own clock, which need not be right. */
function lifetimeOf({ token }: z.output<typeof TokenAnswer>): number {
  return Date.parse(token.expires_at) - Date.parse(token.issued_at);
}
