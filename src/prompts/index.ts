import { fleetReview } from './fleet-review.js';
import { investigateIp } from './investigate-ip.js';
import { postIncidentReport } from './post-incident-report.js';
import type { Prompt } from './prompt.js';
import { safeReboot } from './safe-reboot.js';

/** All there are. */
export const PROMPTS: readonly Prompt[] = [investigateIp, safeReboot, fleetReview, postIncidentReport];
