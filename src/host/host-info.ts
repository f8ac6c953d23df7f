import { textIn, type HostInfo } from 'multi-cloud-manager/plugin';
import { auditDirectory } from '../audit/names.js';
import { readOperations } from '../audit/operations.js';
import { VERSION } from '../version.js';
import type { Ground } from './ground.js';
import { createReport } from './report.js';
import { safetyFeatures } from './safety-settings.js';

/** What a host on this ground tells about itself. */
export function hostInfoOf(
  { clock, config, roster, startedAt, trail }: Ground,
  counted: { readonly tools: () => number; readonly policies: number },
): HostInfo {
  const { config: settings, managed = [] } = config;
  return createReport({
    ...counted,
    roster,
    locale: settings.locale ?? 'en',
    version: VERSION,
    startedAt,
    now: () => clock.now(),
    readOnly: settings.readOnly,
    notices: config.notices.map((notice) => textIn(notice, 'en')),
    safety: safetyFeatures(settings),
    auditDirectory: auditDirectory(config.stateDir),
    auditFailure: () => trail.failure,
    configFile: config.file,
    managed: managed.map(({ file, hash }) => ({ file, hash })),
    operations: (query) => readOperations(config.stateDir, query),
  });
}
