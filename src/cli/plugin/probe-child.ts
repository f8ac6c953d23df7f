import { contributionOf } from '../../host/contribution.js';
import { Resolver } from '../../host/resolve.js';
import { textOf } from '../../locale/error-in.js';
import { UsageError, type Io } from '../io.js';
import { parse } from '../options.js';
import type { ProbeReport } from './probe.js';

/** The other process of {@link probe}: loads one package as a host would, and tells its parent what it is. */
export async function probeChild(args: readonly string[], _io: Io): Promise<number> {
  const { positionals } = parse(args, {}, ['DIRECTORY', 'PACKAGE', 'STATE']);
  const [directory = '', packageName = '', stateDir = ''] = positionals;
  const send = process.send?.bind(process);
  if (!send) throw new UsageError('mcm plugin probe is started by mcm plugin add.');
  const report = await look(directory, packageName, stateDir);
  await new Promise<void>((resolve) => {
    send(report, () => {
      resolve();
    });
  });
  return report.found ? 0 : 1;
}

async function look(directory: string, packageName: string, stateDir: string): Promise<ProbeReport> {
  try {
    const exported = await new Resolver(directory, { stateDir }).loadInstalled(directory, packageName);
    return { found: contributionOf(exported) };
  } catch (error) {
    return { reason: textOf(error) };
  }
}
