export { calls } from './calls.js';
export { config } from './config.js';
export { confirmation } from './confirmation.js';
export { doctor } from './doctor.js';
export { doctorClients } from './doctor-clients.js';
export { doctorMachine } from './doctor-machine.js';
export { validation } from './validation.js';
