export { allowTargets, AllowTargetsOptions } from './allow-targets.js';
export { changeWindow, ChangeWindowOptions } from './change-window.js';
export { denyTargets, DenyTargetsOptions } from './deny-targets.js';
export { maxActions, MaxActionsOptions } from './max-actions.js';
export { requireHuman, RequireHumanOptions } from './require-human.js';
export { requireReason, RequireReasonOptions } from './require-reason.js';
