import type { command as en } from '../en/command.js';

export const command: typeof en = {
  noCommand: (name, known) => `没有命令 ${name}；可用的命令：${known.join('、')}。`,
  needsOneOf: (name, known, given) =>
    `mcm ${name} 之后必须是以下之一：${known.join('、')}${given === undefined ? '' : `，而不是 ${given}`}。`,
  seeHelp: '用法请见 mcm --help。',
  unexpectedArgument: (word) => `多余的参数 ${word}。`,
  missingArgument: (name) => `缺少参数 ${name}。`,
  unknownOption: (option) => `没有选项 ${option}。`,
  needsValue: (option) => `选项 ${option} 缺少值。`,
  takesNoValue: (option) => `选项 ${option} 不带值。`,
  ambiguous: (option, instead) =>
    `选项 ${option} 的值有歧义：是否忘了给出值？以连字符开头的值请写作 ${instead}。`,
  oneOf: (option, known) => `--${option} 只能是 ${known.join('、')} 之一。`,
  presets: '--preset 只能是 full 或 unified。',
  waiting: 'mcm 正在 stdin 上等待 MCP 客户端。按 Ctrl-C 结束；说明请见 `mcm --help`。',
};
