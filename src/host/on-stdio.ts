import type { Readable, Writable } from 'node:stream';
import type { Principal } from 'multi-cloud-manager/plugin';
import type { LoadedConfig } from '../config/load.js';
import { Redactor } from '../audit/redactor.js';
import { systemClock } from '../http/wait.js';
import { formOn } from '../log/form.js';
import { linesOf } from '../log/lines.js';
import { Log } from '../log/log.js';
import { surviveFaults } from '../mcp/faults.js';
import { serveStdio } from '../mcp/stdio.js';
import { createHost, type HostParts } from './create-host.js';

/** What a host on stdio is made of beside its config. */
export interface OnStdio extends Pick<HostParts, 'brand' | 'program'> {
  readonly input: Readable & { readonly isTTY?: boolean };
  /** The claimed stdout. */
  readonly output: Writable;
  /** Where log lines go. */
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly principal: Principal;
  /** Said to a person who starts it in a terminal. */
  readonly waiting: string;
}

/** Serves a host until the client is gone, and gives the exit code. Stdout is claimed already: to load the config may run code. */
export async function hostOnStdio(load: () => Promise<LoadedConfig>, parts: OnStdio): Promise<number> {
  const write = (line: string): void => void parts.stderr.write(line);
  const config = await load();
  const { logFormat, logLevel } = config.config;
  const lines = formOn(parts.stderr, config.env, logFormat);
  let report = (sentence: string): void => {
    const own = linesOf(write, lines, () => systemClock.now());
    new Log(own, new Redactor(), logLevel).named('host').error(sentence);
  };
  const stop = surviveFaults(process, (sentence) => {
    report(sentence);
  });
  try {
    const host = await createHost(config, { ...parts, write, lines });
    report = (sentence) => {
      host.fault(sentence);
    };
    if (parts.input.isTTY === true) write(`${parts.waiting}\n`);
    return await serveStdio(host, {
      input: parts.input,
      output: parts.output,
      principal: parts.principal,
      ids: { next: () => crypto.randomUUID() },
      clock: systemClock,
      signals: process,
      onEnd: () => host.close(),
    });
  } finally {
    stop();
  }
}
