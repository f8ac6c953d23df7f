import type * as en from '../en/index.js';
import { calls } from './calls.js';
import { confirmation } from './confirmation.js';
import { fleet } from './fleet.js';
import { http } from './http.js';
import { power } from './power.js';
import { secrets } from './secrets.js';
import { state } from './state.js';

/** Every room of the English words. One that is missing here, or a sentence in one, does not compile. */
export const zhCN: typeof en = { calls, confirmation, fleet, http, power, secrets, state };
