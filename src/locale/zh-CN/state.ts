import type { state as en } from '../en/state.js';

export const state: typeof en = {
  restless: '进程间共享的状态未能稳定下来。请重试。',
  notOurs: (key) =>
    `共享状态中 ${key} 的内容不是 mcm 写入的，因此拒绝电源操作。请查明是谁写入的，然后将其删除。`,
  unusable: 'mcm 各进程共享的状态无法使用，因此拒绝电源操作。未执行任何操作。',
  othersWrite: (directory) =>
    `他人可以写入状态目录 ${directory}，因此可以左右什么被信任、什么被批准。请对它运行 \`chmod go-w\`，或把 MCM_STATE_DIR 设为您自己的目录。`,
  directoryMode: (directory, mode) =>
    `状态目录 ${directory} 的权限为 ${mode}，他人可能使用它；mcm 需要 0700。如果没有人更改过它，请对它运行 \`chmod 700\`；否则请删除它。`,
  directoryIsLink: (directory) =>
    `状态目录 ${directory} 是符号链接；mcm 需要真实的目录。请把 MCM_STATE_DIR 设为您自己的目录。`,
  notADirectory: (directory) => `状态目录 ${directory} 不是目录。请把 MCM_STATE_DIR 设为您自己的目录。`,
  directoryOfOther: (directory) =>
    `状态目录 ${directory} 属于另一个用户。请把 MCM_STATE_DIR 设为您自己的目录。`,
  directoryUnusable: (directory, code) =>
    `无法使用状态目录 ${directory}（${code ?? '未知错误'}）。请让它可写，或设置 MCM_STATE_DIR。`,
  directoryNotMade: (directory) => `无法创建状态目录 ${directory}。请查看那里有什么，并将其删除。`,
  entryGone: (directory) => `状态目录 ${directory} 指向一个不存在的条目。请将其删除。`,
  noOneEntry: (directory) => `状态目录 ${directory} 没有像 mcm 留下的那样指向一个条目。请将其删除。`,
  notMade: (path) => `${path} 不是 mcm 创建的。请将其删除。`,
  fileIsLink: (path) => `状态文件 ${path} 是符号链接；mcm 需要自己的文件。请查看是谁放置的，然后将其删除。`,
  notAFile: (path) => `状态文件 ${path} 不是普通文件；mcm 需要自己的文件。请查看是谁放置的，然后将其删除。`,
  fileUnusable: (path, code) => `无法打开状态文件 ${path}（${code ?? '未知错误'}）。请让您的用户可以读写它。`,
  fileOfOther: (path) =>
    `状态文件 ${path} 属于另一个用户；mcm 只使用其自身用户的文件。请查看是谁放置的，然后将其删除。`,
  fileMode: (path, mode) =>
    `状态文件 ${path} 的权限为 ${mode}，他人可能使用它；mcm 需要 0600。如果没有人更改过它，请对它运行 \`chmod 600\`；否则请删除它。`,
  foreign: (path) => `状态文件 ${path} 的内容不是 mcm 写入的。请将其删除。`,
};
