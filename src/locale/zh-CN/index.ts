import type * as en from '../en/index.js';
import { calls } from './calls.js';
import { config } from './config.js';
import { confirmation } from './confirmation.js';
import { doctor } from './doctor.js';
import { doctorClients } from './doctor-clients.js';
import { doctorMachine } from './doctor-machine.js';
import { fleet } from './fleet.js';
import { http } from './http.js';
import { power } from './power.js';
import { secrets } from './secrets.js';
import { state } from './state.js';
import { validation } from './validation.js';

/** Every room of the English words. One that is missing here, or a sentence in one, does not compile. */
export const zhCN: typeof en = {
  calls,
  config,
  confirmation,
  doctor,
  doctorClients,
  doctorMachine,
  fleet,
  http,
  power,
  secrets,
  state,
  validation,
};
