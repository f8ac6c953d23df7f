export { calls } from './calls.js';
export { confirmation } from './confirmation.js';
