export { calls } from './calls.js';
export { confirmation } from './confirmation.js';
export { doctor } from './doctor.js';
export { doctorClients } from './doctor-clients.js';
export { doctorMachine } from './doctor-machine.js';
