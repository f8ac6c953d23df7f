import { repeated } from './repeated.mjs';

/**
 * One `tools/list` of a server that runs: mcm makes its list of 33 tools, with output schemas, from what was published at the start; the
 * empty server makes its thirty from schemas.
 *
 * @type {import('../run.mjs').Scenario}
 */
export const toolList = {
  name: 'tools-list',
  title: 'One tools/list',
  unit: 'ms',
  measure: (target) => repeated(target, 'tools/list', {}, { times: 100, first: 20 }),
};
