import { repeated } from './repeated.mjs';

/**
 * One read on a provider in memory, through the whole pipeline and into the audit, beside a tool of the empty server.
 *
 * @type {import('../run.mjs').Scenario}
 */
export const call = {
  name: 'tools-call',
  title: 'One tools/call',
  unit: 'ms',
  measure: (target) =>
    repeated(target, 'tools/call', target.call, { times: 200, first: 50 }, ({ isError }) => {
      if (isError === true) throw new Error(`${target.name} answered a call with an error`);
    }),
};
