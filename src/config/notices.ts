import type { Text } from 'multi-cloud-manager/plugin';
import { loadLocale } from '../locale/words.js';
import type { Config } from './schema.js';

/** A sentence about a config that is made once the config's language is loaded. */
export type Notice = () => Text;

/** The notices in the language of the config too, which may not be that of the command. */
export async function told(notices: readonly Notice[], { locale }: Config): Promise<readonly Text[]> {
  if (notices.length > 0) await loadLocale(locale ?? 'en');
  return notices.map((notice) => notice());
}
