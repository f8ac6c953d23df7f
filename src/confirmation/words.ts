import type { PowerVariant } from 'multi-cloud-manager/plugin';

/** The words that name an operation. English ones also count with a space or a hyphen. */
const WORDS: Record<PowerVariant, readonly string[]> = {
  power_on: ['power_on', '开机', '启动'],
  power_off: ['power_off', '强制关机', '强制断电'],
  shutdown: ['shutdown', 'shut_down', '关机', '优雅关机'],
  reboot: ['reboot', '重启', '重新启动'],
  force_reboot: ['power_cycle', 'force_reboot', '强制重启'],
};

/** Trimmed, NFKC, case folded, spaces and hyphens as underscores. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** Whether the text names this operation and no other. */
export function namesOperation(text: string, variant: PowerVariant): boolean {
  return WORDS[variant].includes(fold(text));
}
