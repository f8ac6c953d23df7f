export { calls } from './calls.js';
export { config } from './config.js';
export { confirmation } from './confirmation.js';
export { validation } from './validation.js';
