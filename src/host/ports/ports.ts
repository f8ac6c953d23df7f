import type { AuditSink } from 'multi-cloud-manager/plugin';
import { Registry } from './registry.js';
import { Slot } from './slot.js';

/** What a plugin has built to fill ports with. */
export interface OfferedPorts {
  readonly auditSinks: readonly AuditSink[];
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
  /** Of the audit sinks that the config names. */
  readonly sinkSlots = new Map<string, Slot<AuditSink>>();

  /** The slot of an audit sink that the config names. */
  slotOfSink(name: string): Slot<AuditSink> {
    const slot = new Slot<AuditSink>();
    this.sinkSlots.set(name, slot);
    return slot;
  }

  /** Throws a sentence where a plugin offers what cannot be taken; changes nothing. */
  check(plugin: string, offered: OfferedPorts): void {
    this.auditSinks.check(plugin, offered.auditSinks);
  }

  /** Takes what was checked. */
  add(plugin: string, offered: OfferedPorts): void {
    this.auditSinks.add(plugin, offered.auditSinks);
  }
}
