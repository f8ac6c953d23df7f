import { isIP } from 'node:net';
import type { Instance } from 'multi-cloud-manager/plugin';
import type { CallOutcome } from '../../call/request.js';
import { hand } from '../../locale/en/hand.js';
import { say } from '../../locale/words.js';
import { UsageError } from '../io.js';
import type { Calls } from './calls.js';
import { listing } from './listing.js';

type Failed = Extract<CallOutcome, { kind: 'error' | 'challenge' }>;

/** The one server that a word on the command line means, or the outcome that says why there is none. */
export async function serverOf(
  word: string,
  calls: Calls,
): Promise<{ readonly server: Pick<Instance, 'provider' | 'account' | 'id'> } | { readonly failed: Failed }> {
  if (isIP(word) === 0 && !word.includes('/')) return byName(word, calls);
  const outcome =
    isIP(word) === 0 ? await byId(word, calls) : await calls.call('get_instance_info', { ip_address: word });
  if (outcome.kind !== 'result') return { failed: outcome };
  const found = outcome.content as Partial<Instance> & { readonly matches?: readonly Instance[] };
  return { server: onlyOne(word, found.matches ?? [found as Instance]) };
}

function byId(word: string, calls: Calls): Promise<CallOutcome> {
  const [provider = '', ...rest] = word.split('/');
  const [account, id] = rest.length > 1 ? [rest[0], rest.slice(1).join('/')] : [undefined, rest[0]];
  if (provider === '' || id === undefined || id === '' || account === '')
    throw new UsageError(say(hand, (words) => words.noServerLikeThat(word)));
  return calls.call('get_instance_by_provider', {
    provider,
    identifier: id,
    ...(account !== undefined && { account }),
  });
}

async function byName(
  name: string,
  calls: Calls,
): Promise<{ readonly server: Instance } | { readonly failed: Failed }> {
  const listed = await listing(calls, { name });
  if ('failed' in listed) return listed;
  const { instances, incomplete } = listed.list;
  // Where not everyone answered there may be another server of that name.
  if (incomplete.length > 0)
    throw new UsageError(say(hand, (words) => words.notAllAnswered(JSON.stringify(name))));
  return {
    server: onlyOne(
      name,
      instances.filter((each) => each.name === name),
    ),
  };
}

function onlyOne(word: string, found: readonly Instance[]): Instance {
  const [first, ...others] = found;
  if (first === undefined)
    throw new UsageError(say(hand, (words) => words.noSuchServer(JSON.stringify(word))));
  if (others.length === 0) return first;
  const names = found.map(({ provider, account, id }) => `${provider}/${account}/${id}`);
  throw new UsageError(say(hand, (words) => words.severalServers(JSON.stringify(word), names)));
}
