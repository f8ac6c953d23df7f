import type { confirmation as en } from '../en/confirmation.js';

/** None of these sentences holds a word that confirms an action (src/confirmation/words.ts). */
export const confirmation: typeof en = {
  would: {
    power_on: '将接通该服务器的电源。',
    power_off: '将立即切断该服务器的电源，如同拔掉电源插头。',
    shutdown: '将请求该服务器的操作系统按正常顺序停止运行。',
    reboot: '该服务器将先停止、再恢复运行：其上运行的一切都会中断，然后重新开始。',
    force_reboot: '将立即切断该服务器的电源，随即重新供电。',
  },
  asksTheUser: {
    ip_confirmation: 'ip_confirmation：该服务器的一个 IP 地址',
    name_confirmation: 'name_confirmation：该服务器的完整名称',
    operation_confirmation: 'operation_confirmation：用户想要的操作，由用户自己的话说出（English 或中文）',
  },
  askForThem: '请向用户询问这些值；不要自行查询或猜测。然后带上全部三个值再次调用同一工具。',
  required: (sentence) => `尚未执行任何操作：需要确认。${sentence}`,
  itIs: (status, provider, region, type) =>
    `当前状态 ${status}，云 ${provider}，地域 ${region}，规格 ${type}。`,
  warning: (sentence) => `警告：${sentence}`,
  doYouWant: (sentence) => `multi-cloud-manager 询问：您确定要这样做吗？${sentence}`,
  placed: (provider, account, region, status) =>
    `云 ${provider}，账号 ${account}，地域 ${region}，当前状态 ${status}。`,
  typeThem: '请输入您所指服务器的三个值。如果这不是您的要求，请拒绝。',
  fields: {
    ip_confirmation: { title: 'IP 地址', description: '请输入该服务器的一个 IP 地址' },
    name_confirmation: { title: '服务器名称', description: '请输入该服务器的完整名称' },
    operation_confirmation: {
      title: '操作',
      description: '请用您自己的话输入想要的操作（English 或中文）',
    },
  },
  waiting: '正在等待人工确认',
  inAForm: '此操作必须由人亲自在本客户端的表单中确认。您提供的值不算数。',
  noForm: '此客户端无法显示表单',
  inATerminal: (command) =>
    `此操作必须由人在自己的终端中批准；您提供的值不算数。请把下面的命令交给用户在其终端中运行，不要自行运行：${command} —— 用户表示已批准后，请在 5 分钟内用相同参数再次调用同一工具。`,
  wayFailed: '该方式失败；原因见 mcm 在 stderr 上的日志',
  nobodyToAsk: (reasons, warnings) =>
    [
      `此操作必须由人确认，而这里没有任何方式可以询问${reasons.length > 0 ? `（${reasons.join('；')}）` : ''}。`,
      ...warnings,
    ].join(''),
  waysToAsk:
    '请使用能显示表单（elicitation）的 MCP 客户端，或在配置的 confirmation.via 中加入 terminal，或在云的控制台中操作。',
  otherCall: '此人的回答属于另一次调用。未执行任何操作。',
  changedSinceAsked: (facts) => `询问之后实例已发生变化（${facts.join(', ')}）。未执行任何操作。`,
  unanswered: {
    declined: '此人已拒绝。未执行任何操作。',
    cancelled: '此人关闭了询问，没有回答。未执行任何操作。',
    timed_out: '此人未在规定时间内回答。未执行任何操作；迟到的回答不算数。',
    failed: '客户端无法询问，或其返回的内容不是回答。未执行任何操作。',
  },
  anotherWay: '如果用户仍想这样做：再次调用时，mcm 会提供另一种确认方式。',
  noAddress: '该实例没有 IP 地址，因此无法用地址确认：不能通过 mcm 控制其电源。',
  mismatch: (names) => `${names.join('、')} 与实际的实例不符。未执行任何操作。`,
  checkThem: '请让用户核对其本意。mcm 不会说出它所期望的值。',
  nowLocked: (until, unlock) => `该实例的电源操作现已锁定至 ${until}。${unlock}`,
  locked: (until) => `由于多次确认错误，该实例的电源操作已锁定至 ${until}。未执行任何操作。`,
  howToUnlock: (command) => `请等待，或让用户在自己的终端中运行下面的命令；不要代为运行：${command}`,
};
