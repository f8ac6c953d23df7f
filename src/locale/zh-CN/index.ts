import type * as en from '../en/index.js';
import { calls } from './calls.js';
import { config } from './config.js';
import { confirmation } from './confirmation.js';
import { doctor } from './doctor.js';
import { doctorClients } from './doctor-clients.js';
import { doctorMachine } from './doctor-machine.js';
import { init } from './init.js';
import { initComments } from './init-comments.js';
import { validation } from './validation.js';

/** Every room of the English words. One that is missing here, or a sentence in one, does not compile. */
export const zhCN: typeof en = {
  calls,
  config,
  confirmation,
  doctor,
  doctorClients,
  doctorMachine,
  init,
  initComments,
  validation,
};
