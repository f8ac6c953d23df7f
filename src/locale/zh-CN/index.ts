import type * as en from '../en/index.js';
import { calls } from './calls.js';
import { confirmation } from './confirmation.js';
import { doctor } from './doctor.js';
import { doctorClients } from './doctor-clients.js';
import { doctorMachine } from './doctor-machine.js';

/** Every room of the English words. One that is missing here, or a sentence in one, does not compile. */
export const zhCN: typeof en = { calls, confirmation, doctor, doctorClients, doctorMachine };
