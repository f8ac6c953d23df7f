import type { plugins as en } from '../en/plugins-command.js';

export const plugins: typeof en = {
  nameAlone: (name) => `NAME 只需写 ${name}：包名会自动成为 mcm-plugin-${name}。`,
  badName: (quoted) =>
    `NAME 必须由 1 到 32 个小写字母、数字和单个连字符组成，并以字母开头，例如 acme-cloud；当前为 ${quoted}。`,
  builtinName: (name) => `${name} 是内置插件的名称；请换一个。`,
  unusable: (directory, code) => `无法使用 ${directory}：${code}。`,
  unreadable: (directory) => `无法使用 ${directory}：无法读取。`,
  notEmpty: (directory) =>
    `${directory} 不是空目录。请用 --dir 指定一个空目录或尚不存在的目录；未写入任何内容。`,
  unwritten: (directory, code) => `无法写入 ${directory}（${code}）；未留下任何内容。`,
  created: (name, files, place) => `mcm-plugin-${name} 已建在 ${place}，共 ${String(files)} 个文件。下一步：`,
  createdHere: (name, files) => `mcm-plugin-${name} 已建在当前目录，共 ${String(files)} 个文件。下一步：`,
  decide: '带有 DECIDE 的注释标出需要您决定的地方；README.md 说明各部分的位置。',
  nothingAt: (path) => `${path} 不存在。`,
  notAddable: (quoted) =>
    `无法添加 ${quoted}：应为 npm 包（NAME 或 NAME@VERSION）、tarball（./NAME.tgz）或文件夹（./NAME）。`,
  policyAdded: (name, version, before) =>
    `已安装 ${name} ${version}${before === undefined ? '' : `，取代 ${before}`}：这是一个策略。`,
  pluginAdded: (name, version, before, plugin) =>
    `已安装 ${name} ${version}${before === undefined ? '' : `，取代 ${before}`}：这是插件 ${plugin}。`,
  usedFrom: (name, list) => `在 ${list} 中使用 ${name} 的配置文件将从下一次运行起生效。`,
  cannotBeUsed: (name, reason) => `无法使用 ${name}：${reason}`,
  late: (seconds) => `它未在 ${String(seconds)} 秒内加载完成`,
  ended: (code) => `它在加载时结束了进程（退出码 ${code}）`,
  silent: '它没有说明自己是什么',
  changesItself: (name) => `${name} 在加载时会更改自己的文件；这样 mcm 会拒绝它。`,
  takenByMcm: (name, taken) => `${name} 自称 ${taken}，而这是 mcm 自带插件的名称。`,
  takenBy: (name, taken, other) =>
    `${name} 自称 ${taken}，与已安装的 ${other} 相同。请先移除后者：mcm plugin remove ${other}`,
  busy: (pid) => `另一个 mcm plugin add 或 remove 正在进行（进程 ${String(pid)}）；请在其结束后重试。`,
  npmSaidNothing: (spec) => `npm 没有说明为 ${spec} 安装了什么。`,
  link: (path) =>
    `其中含有符号链接 ${path}；mcm 只保留可以检查的内容。请用 \`npm pack\` 打包，然后添加该 tarball。`,
  noNpm: '找不到 npm，而 mcm 用它来安装插件。请安装 Node.js 自带的 npm，或将其加入 PATH。',
  npmDidNotStart: (message) => `无法运行 npm：${message}`,
  npmFailed: 'npm 安装失败：',
  nothingChanged: '未更改任何内容。',
  notInstalled: (name, directory) => `${name} 未安装在 ${directory} 中。mcm plugin list 会列出已安装的包。`,
  nothingInstalled: (directory) => `${directory} 中没有已安装的包。`,
  aPolicy: '策略',
  aPlugin: (name) => `插件 ${name}`,
  states: { ok: '正常', changed: '已被更改', missing: '缺失' },
  inConfig: '已在配置中使用',
  notInConfig: '未在配置中使用',
  notLoaded: {
    missing: (name, from) => `未加载 ${name}：其文件已不存在。请重新安装：mcm plugin add ${from}`,
    changed: (name, from) => `未加载 ${name}：其文件已被更改。请重新安装：mcm plugin add ${from}`,
  },
  configUnread: (reason) => `无法读取配置文件：${reason}`,
  untrusted: (file) => `${file} 未受信任`,
  removed: (name, version) => `已移除 ${name} ${version}。`,
  theConfig: '配置文件',
  stillNamed: {
    plugin: (file, name) => `${file} 仍在使用 ${name}：请将其删除，否则每次运行都会警告它缺失。`,
    policy: (file, name) => `${file} 仍在使用 ${name}：请将其删除，否则 mcm 无法运行。`,
  },
  lockNotOurs: (file) =>
    `${file} 的内容与 mcm 所写的不符。请删除该文件，并用 \`mcm plugin add\` 重新添加插件。`,
};
