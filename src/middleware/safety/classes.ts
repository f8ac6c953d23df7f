import type { ConfirmationLevel, Instance } from 'multi-cloud-manager/plugin';
import { isLarge, type LargeLimits } from './large.js';
import { productionMark, type ProductionMark } from './production.js';

/** What counts as production and as large, and which level each asks for. */
export interface SafetySettings {
  readonly productionWords: readonly string[];
  readonly large: LargeLimits & { readonly perProvider: Readonly<Record<string, Partial<LargeLimits>>> };
  readonly levels: Readonly<Record<'ordinary' | 'production' | 'large' | 'unlabelled', ConfirmationLevel>>;
}

/** The classes of an instance, in the order in which they are judged; every instance is `ordinary`. */
export const CLASSES = ['ordinary', 'state', 'production', 'unlabelled', 'large'] as const;
/** See {@link CLASSES}; `state` is that mcm does not know whether it runs. */
export type InstanceClass = (typeof CLASSES)[number];

/** Which classes an instance is in, and what each of them asks for. */
export interface Classification {
  readonly in: Readonly<Record<InstanceClass, boolean>>;
  /** Where it is marked as production, and with which text. */
  readonly mark: ProductionMark | undefined;
  readonly levels: Readonly<Record<InstanceClass, ConfirmationLevel>>;
}

/** The one judgement of what an instance is: of the safety stage, and of whoever says beforehand how that will judge. */
export function classify(instance: Instance, settings: SafetySettings): Classification {
  const { large, levels, productionWords } = settings;
  const mark = productionMark(instance, productionWords);
  return {
    in: {
      ordinary: true,
      state: instance.status === 'unknown',
      production: mark !== undefined,
      unlabelled: Object.keys(instance.tags).length === 0,
      large: isLarge(instance, { ...large, ...large.perProvider[instance.provider] }),
    },
    mark,
    levels: { ...levels, state: 'human' },
  };
}
