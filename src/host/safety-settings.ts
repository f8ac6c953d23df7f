import type { Config } from '../config/schema.js';
import type { SafetySettings } from '../middleware/safety/classes.js';

/** What the config says of safety, as the safety stage wants it. */
export function safetySettings({ safety, confirmation }: Config): SafetySettings {
  const { vcpus, memoryGib, perProvider = {} } = safety.large;
  return {
    productionWords: safety.production.words,
    large: {
      vcpus,
      memoryGib,
      perProvider: Object.fromEntries(
        Object.entries(perProvider).map(([name, own]) => [
          name.toLowerCase(),
          { vcpus: own.vcpus ?? vcpus, memoryGib: own.memoryGib ?? memoryGib },
        ]),
      ),
    },
    levels: confirmation,
  };
}

/** What `get_system_status` says is on, as it is configured. */
export function safetyFeatures({ safety, confirmation }: Config): readonly string[] {
  const byPerson = (['ordinary', 'production', 'large', 'unlabelled'] as const).filter(
    (kind) => confirmation[kind] === 'human' && (kind !== 'production' || safety.production.words.length > 0),
  );
  return [
    'triple confirmation',
    byPerson.length > 0
      ? `a person confirms ${byPerson.join(', ')} instances`
      : 'WEAK: no kind of instance needs a person',
    'state check',
    'power is locked after three wrong confirmations',
    'one action at a time per instance, over all processes',
    'no request is sent twice',
    'hash-chained audit before the act',
    'no tool creates, deletes or resizes',
  ];
}
