import type { config as en } from '../en/config.js';

const unknown = '未知错误';

export const config: typeof en = {
  cannotLookAt: (path, code) => `无法查看 ${path}（${code ?? unknown}）。`,
  noFile: (path, from) => `没有配置文件 ${path}（来自 ${from}）。`,
  isDirectory: (path, from) => `${path}（来自 ${from}）是一个目录；请指明其中的文件，或使用 --config-dir。`,
  noConfigFile: (path, from, endings) =>
    `${path}（来自 ${from}）不是配置文件：文件名必须以 ${endings.join('、')} 结尾。`,
  notBoth: '--config 与 --config-dir 只能给出一个。',
  noDirectory: (directory) => `没有目录 ${directory}（来自 --config-dir）。`,
  noEnvFile: (file) => `没有环境变量文件 ${file}。`,
  envFileUnreadable: (file, code) => `无法读取环境变量文件 ${file}（${code ?? unknown}）。`,
  severalConfigs: (directory, used, ignored) =>
    `${directory} 中有多个配置文件：使用 ${used}，不使用 ${ignored.join('、')}。`,
  lookingFurther: (directory, name) =>
    `${directory}（来自 --config-dir）中没有 ${name} 或其他配置文件；继续在别处查找。`,
  notTrusted: (file, command) =>
    `没有加载 ${file}，因为没有人说过它可以信任；mcm 处于只读模式。请查看该文件，然后在其所在目录运行 \`${command}\`，或用 --config 指明它。`,
  noToolLike: (pattern) => `tools：没有名为 ${pattern} 的工具`,
  pluginNotLoaded: (name, reason) => `插件 ${name} 未能加载：${reason}`,
  unreadable: (file, reason) => `无法读取 ${file}（${reason}）。`,
  notJson: (place) => `${place}：不是有效的 JSON。`,
  notYaml: (place, reason) => `${place}：不是有效的 YAML：${reason}。`,
  missingImport: (file, reason) => `${file}：它导入了不存在的内容：${reason}`,
  codeFailed: (file) => `${file}：它在运行时失败`,
  noImportKey: (file) => `${file}：不支持 $import；请在 TypeScript 或 JavaScript 配置中使用 import。`,
  localeIs: (value, locales) => `MCM_LOCALE 的值是 ${value}；应为 ${locales.join(' 或 ')}。`,
  readOnlyIs: (value) => `MCM_READ_ONLY 的值应为 true 或 false，而不是 ${value}。`,
  codeFile: (file, by) =>
    `${file} 是代码形式的配置，而 ${by} 除其列出的插件外不允许任何代码。请用 JSON 或 YAML 编写配置。`,
  codeProgram: (by) =>
    `此程序的配置是代码，而 ${by} 除其列出的插件外不允许任何代码。请直接启动 mcm，并使用 JSON 或 YAML 配置。`,
  severalManaged: (files) => `同时存在 ${files.join(' 和 ')}。mcm 不会启动；请只保留其中一个。`,
  managedName: (value) => `MCM_MANAGED_CONFIG 必须是以 .json 或 .yaml 结尾的绝对路径，而不是 ${value}。`,
  managedUnreadable: (file, code) =>
    `无法读取托管配置 ${file}（${code ?? unknown}）。没有它 mcm 不会启动；请允许您的用户读取它。`,
  root: 'root',
  user: (id) => `用户 ${String(id)}`,
  ownedBy: (uid, owner) => `属于用户 ${String(uid)}，而不属于 ${owner}`,
  writable: (mode) => `可被他人写入（权限 ${mode}）`,
  unprotected: (place, fault, owner) =>
    `${place} ${fault}，因此托管配置的内容可能被受其约束的人更改。mcm 不会启动；请让它属于 ${owner}，且不允许其他人写入。`,
  takesNoConfig: (plugin) => `${plugin} 不接受配置；请去掉这一项`,
  policyNotLoaded: (place, use, reason) =>
    `${place}：无法加载 ${use}：${reason}。缺少被要求执行的策略时，mcm 不会启动。`,
  thereAre: (names) => `现有 ${names.join('、')}`,
  noneHere: '这里没有插件提供',
  noSuch: (setting, what, name, there) => `${setting}：没有名为 ${name} 的 ${what}；${there}。`,
  notLoaded: (plugin, reason) => `插件 ${plugin} 未能加载：${reason.replace(/[.。]$/, '')}。`,
};
