import type { InstanceStatus } from 'multi-cloud-manager/plugin';
import type { Io } from '../io.js';

/** The colours of a terminal that are used, by the number that switches them on. */
const COLOURS = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;
/** See {@link COLOURS}. */
export type Colour = keyof typeof COLOURS;

/** Gives a text a colour, or leaves it as it is. */
export type Paint = (text: string, colour: Colour | undefined) => string;

const plain: Paint = (text) => text;
const coloured: Paint = (text, colour) =>
  colour === undefined || text === '' ? text : `\u001b[${String(COLOURS[colour])}m${text}\u001b[0m`;

/** Colours on a terminal only, and where nobody said no (https://no-color.org). */
export function paintFor({ stdout, env }: Pick<Io, 'stdout' | 'env'>): Paint {
  const off = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return stdout.isTTY === true && !off ? coloured : plain;
}

/** What a status looks like. */
export const colourOf = (status: string): Colour | undefined => STATUS[status as InstanceStatus];

const STATUS: Partial<Record<InstanceStatus, Colour>> = {
  running: 'green',
  stopped: 'red',
  terminated: 'red',
  pending: 'yellow',
  stopping: 'yellow',
  rebooting: 'yellow',
};
