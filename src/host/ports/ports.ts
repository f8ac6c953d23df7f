import {
  CONFIRMATION_LEVELS,
  type AuditSink,
  type Clock,
  type Confirmer,
  type Logger,
  type SecretSource,
  type StateStore,
} from 'multi-cloud-manager/plugin';
import { LateSources } from './late-sources.js';
import { Registry } from './registry.js';
import { Slot } from './slot.js';
import { loading } from '../../locale/en/loading.js';
import { SaidError } from '../../locale/said-error.js';
import { say } from '../../locale/words.js';

/** What a plugin has built to fill ports with. */
export interface OfferedPorts {
  readonly auditSinks: readonly AuditSink[];
  readonly confirmers: readonly Confirmer[];
  readonly secretSources: readonly SecretSource[];
  readonly stateStores: readonly StateStore[];
}

/**
 * The ports that plugins fill. What the config names of them is laid into the ground as a slot, because the ground is there before a
 * plugin is; `settlePorts` fills the slots once the plugins have loaded.
 */
export class Ports {
  readonly auditSinks = new Registry<AuditSink>({
    what: 'audit sink',
    own: [],
    methods: ['append', 'close'],
  });
  readonly confirmers = new Registry<Confirmer>({
    what: 'confirmer',
    own: ['elicitation', 'terminal'],
    methods: ['unavailable', 'ask', 'take'],
  });
  readonly secretSources = new Registry<SecretSource>({
    what: 'secret source',
    own: ['env', 'file', 'exec'],
    methods: ['has', 'read'],
  });
  readonly stateStores = new Registry<StateStore>({
    what: 'state store',
    own: [],
    methods: ['get', 'list', 'put', 'remove'],
  });
  /** The secret sources, for who reads secrets. */
  readonly sources: LateSources;
  /** Of the audit sinks that the config names. */
  readonly sinkSlots = new Map<string, Slot<AuditSink>>();

  /** Of the state store that the config names. */
  storeSlot: { readonly name: string; readonly slot: Slot<StateStore> } | undefined;

  constructor(clock: Clock, log: Logger) {
    this.sources = new LateSources(clock, log);
  }

  /** The slot of an audit sink that the config names. */
  slotOfSink(name: string): Slot<AuditSink> {
    const slot = new Slot<AuditSink>();
    this.sinkSlots.set(name, slot);
    return slot;
  }

  /** The slot of the state store that the config names. */
  slotOfStore(name: string): Slot<StateStore> {
    const slot = new Slot<StateStore>();
    this.storeSlot = { name, slot };
    return slot;
  }

  /** Throws a sentence where a plugin offers what cannot be taken; changes nothing. */
  check(plugin: string, offered: OfferedPorts): void {
    this.auditSinks.check(plugin, offered.auditSinks);
    this.confirmers.check(plugin, offered.confirmers);
    this.secretSources.check(plugin, offered.secretSources);
    this.stateStores.check(plugin, offered.stateStores);
    const odd = offered.confirmers.find(({ level }) => !CONFIRMATION_LEVELS.includes(level));
    if (odd)
      throw new SaidError(
        say(loading, (words) => words.level(odd.name, JSON.stringify(odd.level), CONFIRMATION_LEVELS)),
      );
  }

  /** Takes what was checked. */
  add(plugin: string, offered: OfferedPorts): void {
    this.auditSinks.add(plugin, offered.auditSinks);
    this.confirmers.add(plugin, offered.confirmers);
    this.secretSources.add(plugin, offered.secretSources);
    this.stateStores.add(plugin, offered.stateStores);
  }
}
