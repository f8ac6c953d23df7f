export { calls } from './calls.js';
export { confirmation } from './confirmation.js';
export { fleet } from './fleet.js';
export { http } from './http.js';
export { power } from './power.js';
export { secrets } from './secrets.js';
export { state } from './state.js';
