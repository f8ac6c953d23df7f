import { repeated } from './repeated.mjs';

/**
 * One `tools/list` of a server that runs: mcm gives its list of 33 tools once more, with output schemas and (brief) without; the empty
 * server makes its thirty from schemas.
 *
 * @type {import('../run.mjs').Scenario}
 */
export const toolList = {
  name: 'tools-list',
  title: 'One tools/list',
  unit: 'ms',
  measure: (target) => repeated(target, 'tools/list', {}, { times: 100, first: 20 }),
};
