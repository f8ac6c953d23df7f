import { McmError, type Text } from 'multi-cloud-manager/plugin';
import type { CatalogueTool, Stage } from '../call/state.js';
import { refuse } from './refuse.js';

/** Why a tool is not offered here, in a sentence; undefined when it is. */
export type WhyNot = (tool: CatalogueTool) => Text | undefined;

/** A tool that is not offered here (read-only mode, or left out by the config) is refused before anything is read. */
export function offered(whyNot: WhyNot): Stage {
  return function offered(state, next) {
    const reason = whyNot(state.tool);
    if (reason !== undefined) {
      throw refuse(state, 'offered', new McmError('POLICY_DENIED', reason));
    }
    return next();
  };
}
