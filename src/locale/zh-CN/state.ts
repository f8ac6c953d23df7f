import type { state as en } from '../en/state.js';

export const state: typeof en = {
  restless: '进程间共享的状态未能稳定下来。请重试。',
  notOurs: (key) =>
    `共享状态中 ${key} 的内容不是 mcm 写入的，因此拒绝电源操作。请查明是谁写入的，然后将其删除。`,
  unusable: 'mcm 各进程共享的状态无法使用，因此拒绝电源操作。未执行任何操作。',
};
