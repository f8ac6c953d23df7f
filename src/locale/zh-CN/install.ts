import type { install as en } from '../en/install.js';

export const install: typeof en = {
  clients: (known, given) =>
    `--client 只能是 ${known.join('、')} 之一${given === undefined ? '' : `，而不是 ${given}`}。`,
  replaceIsTheName: '--replace NAME 会沿用该名称；请去掉 --name。',
  unknownPlace: 'mcm 不知道自己所在的位置；请用完整路径运行它。',
  asItIs: '已是如此',
  written: (backup) => `已写入。${backup === undefined ? '' : `原内容保存在 ${backup}。`}`,
  next: (client) => `下一步：退出并重新打开 ${client}；\`mcm doctor\` 会试运行它将要运行的命令。`,
  unreadable: (file, why) => `${file}：${why}。未写入任何内容。`,
  unchanged: (file, why) => `${file} 未更改：${why}。`,
  otherServer: (file, quoted, name) =>
    `${file} 中已有名为 ${quoted} 的服务，但它不是 mcm。请用 --name 换一个名称，或用 --replace ${name} 取代它。`,
  noSuchServer: (file, quoted) => `${file} 中没有可以取代的服务 ${quoted}。`,
  strange: (entry) => `${entry} 的写法是 mcm 不会更改的`,
  cannotBeRead: (code) => `无法读取（${code}）`,
  failed: '无法读取（未知错误）',
  notOneObject: '内容不是一个对象',
  notJson: (line, column) => `不是有效的 JSON（第 ${String(line)} 行，第 ${String(column)} 列）`,
  notToml: (line, column) => `不是有效的 TOML（第 ${String(line)} 行，第 ${String(column)} 列）`,
};
