import { errorMessage } from '../../config/error.js';

/** Collects what is thrown where nobody catches it, which would end the process. */
export function watchFaults(source: NodeJS.Process): readonly string[] {
  const faults: string[] = [];
  const heard = (fault: unknown): void => void faults.push(errorMessage(fault));
  source.on('uncaughtException', heard);
  source.on('unhandledRejection', heard);
  return faults;
}
