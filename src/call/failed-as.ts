import type { CallState } from './state.js';

/** How a call that failed is called: a power call that left nothing on its way to the cloud was refused. */
export const failedAs = ({ tool, intended }: CallState): 'refused' | 'error' =>
  tool.access === 'power' && !intended ? 'refused' : 'error';
