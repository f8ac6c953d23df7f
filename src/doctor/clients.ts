import { textIn } from 'multi-cloud-manager/plugin';
import { Redactor } from '../audit/redactor.js';
import { findRegistrations, type Registration } from '../clients/registrations.js';
import { skipped, warning, type Check } from './check.js';
import type { ClientFacts } from './facts.js';
import { judgeStart } from './judge-start.js';
import { prepare } from './prepare-start.js';
import { presentable } from './presentable.js';
import { startOnce } from './start.js';

/** Starts every registration of mcm once, as its client would, and asks it for its tools. */
export async function clientChecks(facts: ClientFacts): Promise<readonly Check[]> {
  const { found, unreadable } = await findRegistrations(facts, facts.program);
  const faults = unreadable.map(({ client, file, why }) =>
    warning('client', {
      subject: client.name,
      found: `${file}: ${textIn(why, 'en')}, so ${client.name} starts nothing from it.`,
      next: 'Correct the file in an editor.',
    }),
  );
  if (found.length === 0)
    return [
      ...faults,
      skipped(
        'client',
        'mcm is not registered with a client that it knows, neither for you nor in this directory.',
        {
          next: 'README.md, "Attach a client", says how.',
        },
      ),
    ];
  facts.progress(`starting mcm as ${found.map(({ client }) => client.name).join(', ')} would`);
  return [...faults, ...(await Promise.all(found.map((each) => checkOne(each, facts))))];
}

async function checkOne(registration: Registration, facts: ClientFacts): Promise<Check> {
  const { client, file, name } = registration;
  const subject = `${client.name}, ${name} in ${file}`;
  const redactor = new Redactor();
  const prepared = await prepare(registration, facts, redactor);
  const check =
    'check' in prepared
      ? prepared.check
      : judgeStart(await startOnce({ ...startingOf(facts), ...prepared }), prepared, facts);
  return presentable({ ...check, subject }, redactor);
}

const startingOf = ({ clientMs: ms, clock, platform }: ClientFacts) => ({ ms, clock, platform });
