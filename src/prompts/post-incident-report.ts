import { INSTANCE, PROVIDER } from './arguments.js';
import { findInstance, LOOK } from './find-instance.js';
import { message, quoted, where } from './message.js';
import type { Prompt } from './prompt.js';

const HISTORY = 'get_operation_history';
const isHours = (text: string): boolean => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 720;

/** What happened to a server, from the trail and the metrics. */
export const postIncidentReport: Prompt = {
  name: 'post_incident_report',
  title: 'Write a post-incident report',
  description: 'Gathers what mcm knows of an incident on a server, and writes a report that blames nobody.',
  arguments: [
    INSTANCE,
    PROVIDER,
    { name: 'what_happened', description: 'What was noticed, when and by whom', longest: 2_000 },
    {
      name: 'hours',
      description: 'How far back to look, 1 to 720. Default 24',
      longest: 3,
      expects: { test: isHours, sentence: 'expected a whole number of hours from 1 to 720.' },
    },
  ],
  needs: [LOOK, HISTORY],
  write: (given, has) => {
    const hours = String(Number(given['hours'] ?? 24));
    return message(
      [
        `Write a post-incident report about the server ${quoted(given['instance'] ?? '')} with the tools of mcm.`,
        ...(given['what_happened'] === undefined
          ? []
          : [`What the user tells: ${quoted(given['what_happened'])}.`]),
        `Look at the last ${hours} hours. Only look: do not switch the power of anything.`,
      ],
      [
        findInstance(given, has),
        `Call ${HISTORY} with its provider and instance_id. Each entry is one call: who, through which client, what came of it. incomplete says that some may be missing.`,
        ...where(
          has,
          'get_instance_monitoring',
          `Call get_instance_monitoring with its identifier, provider and account, and hours ${hours}. Where its cloud has no metrics here, say so.`,
        ),
        'Write the report: summary; impact; timeline in UTC, each line with where it comes from (audit trail, metrics, the user); what was done through mcm, with the call_id; what went well and what did not; causes, where each is either shown or said to be a guess; what to do next, and what is still open. Blame nobody.',
        'Show it to the user and ask what is missing or wrong before you call it finished.',
      ],
    );
  },
};
