import type { trust as en } from '../en/trust.js';

export const trust: typeof en = {
  nothingHere: (directory) =>
    `${directory} 中没有 mcm.config.*。请在配置文件所在的目录运行此命令，或指定该文件。`,
  cannotBeRead: (file) => `无法读取 ${file}。`,
  noLonger: (file) => `已取消对 ${file} 的信任。`,
  wasNot: (file) => `${file} 本来就未受信任。`,
  trusted: (file) =>
    `已信任 ${file} 的当前内容，以及它使用的本地文件。其中任何一个发生变化后，请重新运行此命令。`,
};
