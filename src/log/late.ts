import { createRequire } from 'node:module';
import type * as Pino from 'pino';
import type * as PinoPretty from 'pino-pretty';

// Loaded at once, when the first line is written: a line that waited for its maker would be lost where the process ends. In the bundle
// each is a file of its own (scripts/build/pino.mjs).

/** pino itself. */
export const loadPino = (): typeof Pino => createRequire(import.meta.url)('pino') as typeof Pino;

/** What makes lines of pino's pretty. */
export const loadPretty = (): typeof PinoPretty =>
  createRequire(import.meta.url)('pino-pretty') as typeof PinoPretty;
