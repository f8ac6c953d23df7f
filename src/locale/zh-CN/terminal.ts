import type { terminal as en } from '../en/terminal.js';

/** None of these sentences holds a word that confirms an action (src/confirmation/words.ts). */
export const terminal: typeof en = {
  ago: {
    day: (number) => `${String(number)} 天前`,
    hour: (number) => `${String(number)} 小时前`,
    minute: (number) => `${String(number)} 分钟前`,
    now: '不到一分钟前',
  },
  upTo: (clock, minutes) => `${clock}（${String(minutes)} 分钟后）`,
  needsPerson: (command) =>
    `mcm ${command} 需要有人在终端前操作：其输入和输出都不能是管道或文件。--list 在任何地方都可使用。`,
  noConfig: (command) => `mcm ${command} 不接受 --config：它所回答的问题存放在状态目录中。`,
  whichOne: (last) => `选择哪一个？请输入编号（1 到 ${String(last)}），或按回车键不选择：`,
  askAddress: '请输入该服务器的一个 IP 地址，或按回车键拒绝：',
  askName: '请输入该服务器的完整名称：',
  askOperation: '请用您自己的话输入想要的操作（English 或中文）：',
  asked: (id, ago) => `${id}，${ago}提出`,
  server: (facts, status) =>
    `服务器：${facts.join('，')}${status === undefined ? '' : `；当前状态 ${status}`}`,
  facts: {
    provider: (value) => `云 ${value}`,
    account: (value) => `账号 ${value}`,
    region: (value) => `地域 ${value}`,
    type: (value) => `规格 ${value}`,
    id: (value) => `实例 ID ${value}`,
  },
  warning: (sentence) => `警告：${sentence}`,
  askedBy: (who, client) => `提出者 ${who}${client === undefined ? '' : `，通过 ${client}`}`,
  nothingWaits: '没有等待批准的问题。',
  notThere: (command) =>
    `没有此 ID 的问题在等待：它已过期、已被回答，或位于另一个状态目录。${command} 会显示正在等待的问题。`,
  neither: '未批准也未拒绝任何问题。',
  approved: (until) => `已批准。请让助手在 ${until} 之前再次调用；此次批准仅对那一次调用有效。`,
  declined: '已拒绝。不会执行任何操作，助手再次调用时会得知此结果。',
  unrecordedApproval: '无法写入审计记录，因此未批准任何操作。',
  unrecordedDecline: '无法写入审计记录：其中没有您的拒绝。',
  unrecordedTry: '无法写入审计记录，因此目前无法批准任何操作。',
  values: { ip_confirmation: 'IP 地址', name_confirmation: '名称', operation_confirmation: '操作' },
  wrong: (values) => `有误：${values.join('、')}。未批准任何操作。`,
  triesLeft: (left) => `再错 ${String(left)} 次，该服务器的电源操作将被锁定。`,
  gone: (command) =>
    `该问题已不存在：它已过期、已被回答，或因服务器发生变化而重新提出。未批准任何操作。${command} 会显示正在等待的问题。`,
  locked: (until, command) =>
    `由于多次确认错误，该服务器的电源操作已锁定至 ${until}。可在终端中用 ${command} 解锁。`,
  nothingLocked: '没有被锁定的服务器，也没有正在进行的电源操作。',
  notLocked: (command) => `该服务器没有被锁定，也没有正在进行的操作。${command} 会显示现有的锁定。`,
  lockedUntil: (until) => `锁定至 ${until}：多次确认错误。`,
  begun: {
    here: {
      gone: (ago, pid) =>
        `本机的进程 ${String(pid)} 在${ago}开始了一项电源操作；该进程已不存在，因此下一项操作不会等待它。`,
      runs: (ago, pid) => `本机的进程 ${String(pid)} 在${ago}开始了一项电源操作；该进程可能仍在运行。`,
    },
    elsewhere: {
      gone: (ago, pid) =>
        `另一台机器的进程 ${String(pid)} 在${ago}开始了一项电源操作；该进程已不存在，因此下一项操作不会等待它。`,
      runs: (ago, pid) => `另一台机器的进程 ${String(pid)} 在${ago}开始了一项电源操作；该进程可能仍在运行。`,
    },
  },
  mayBeUnderWay: '警告：该操作可能仍在进行。解锁之后，可以向同一台服务器发出另一项操作。',
  typeUnlock: '请输入 unlock（或“解锁”）以解锁，或按回车键保持不变：',
  unlocked: '已解锁。',
  nothingUnlocked: '未解锁任何内容。',
  unrecordedUnlock: '无法写入审计记录，因此未解锁任何内容。',
  endedAlready: '它已经结束，或在您查看之后发生了变化。未解锁任何内容。',
};
