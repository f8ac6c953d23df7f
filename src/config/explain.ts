import type { z } from 'zod';
import { explainIssues, type ExplainOptions } from '../validation/explain.js';
import { validation } from '../locale/en/validation.js';
import { say } from '../locale/words.js';
import { ConfigError } from './error.js';

/** What is wrong in a config, one line an issue: `FILE: plugins[1].config.tokn: unknown key; did you mean token?` */
export function explainConfig(
  file: string,
  error: { readonly issues: readonly z.core.$ZodIssue[] },
  options: ExplainOptions,
): ConfigError {
  return new ConfigError(
    say(validation, (words) =>
      explainIssues(error, { ...options, words })
        .map(({ path, message }) => [file, path, message].filter((part) => part !== '').join(': '))
        .join('\n'),
    ),
  );
}
