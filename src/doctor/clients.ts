import { textIn } from 'multi-cloud-manager/plugin';
import { Redactor } from '../audit/redactor.js';
import { findRegistrations, type Registration } from '../clients/registrations.js';
import { doctorClients } from '../locale/en/doctor-clients.js';
import { wordsIn } from '../locale/words.js';
import { skipped, warning, type Check } from './check.js';
import type { ClientFacts } from './facts.js';
import { judgeStart } from './judge-start.js';
import { prepare } from './prepare-start.js';
import { presentable } from './presentable.js';
import { startOnce } from './start.js';

/** Starts every registration of mcm once, as its client would, and asks it for its tools. */
export async function clientChecks(facts: ClientFacts): Promise<readonly Check[]> {
  const words = wordsIn(doctorClients, facts.locale);
  const { found, unreadable } = await findRegistrations(facts, facts.program);
  const faults = unreadable.map(({ client, file, why }) =>
    warning('client', {
      subject: client.name,
      found: words.unreadable(file, textIn(why, facts.locale), client.name),
      next: words.correctFile,
    }),
  );
  if (found.length === 0) return [...faults, skipped('client', words.notRegistered, { next: words.attach })];
  facts.progress(words.starting(found.map(({ client }) => client.name)));
  return [...faults, ...(await Promise.all(found.map((each) => checkOne(each, facts))))];
}

async function checkOne(registration: Registration, facts: ClientFacts): Promise<Check> {
  const { client, file, name } = registration;
  const subject = wordsIn(doctorClients, facts.locale).entry(client.name, name, file);
  const redactor = new Redactor();
  const prepared = await prepare(registration, facts, redactor);
  const check =
    'check' in prepared
      ? prepared.check
      : judgeStart(await startOnce({ ...startingOf(facts), ...prepared }), prepared, facts);
  return presentable({ ...check, subject }, redactor);
}

const startingOf = ({ clientMs: ms, clock, platform }: ClientFacts) => ({ ms, clock, platform });
