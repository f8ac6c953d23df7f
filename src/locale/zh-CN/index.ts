import type * as en from '../en/index.js';
import { auditChain } from './audit-chain.js';
import { auditCommand } from './audit-command.js';
import { calls } from './calls.js';
import { command } from './command.js';
import { config } from './config.js';
import { confirmation } from './confirmation.js';
import { demo } from './demo.js';
import { doctor } from './doctor.js';
import { doctorClients } from './doctor-clients.js';
import { doctorMachine } from './doctor-machine.js';
import { fleet } from './fleet.js';
import { hand } from './hand.js';
import { help } from './help.js';
import { http } from './http.js';
import { init } from './init.js';
import { initComments } from './init-comments.js';
import { install } from './install.js';
import { lint } from './lint.js';
import { loading } from './loading.js';
import { plugins } from './plugins-command.js';
import { policyTest } from './policy-test.js';
import { power } from './power.js';
import { secrets } from './secrets.js';
import { state } from './state.js';
import { terminal } from './terminal.js';
import { trust } from './trust.js';
import { validation } from './validation.js';

/** Every room of the English words. One that is missing here, or a sentence in one, does not compile. */
export const zhCN: typeof en = {
  auditChain,
  auditCommand,
  calls,
  command,
  config,
  confirmation,
  demo,
  doctor,
  doctorClients,
  doctorMachine,
  fleet,
  hand,
  help,
  http,
  init,
  initComments,
  install,
  lint,
  loading,
  plugins,
  policyTest,
  power,
  secrets,
  state,
  terminal,
  trust,
  validation,
};
