import type { loading as en } from '../en/loading.js';

export const loading: typeof en = {
  notFound: (name, directory) =>
    `没有名为 ${name} 的内置插件，\`mcm plugin add\` 没有安装过它，从 ${directory} 也找不到这样的 npm 包；文件路径须以 ./ 或 ../ 开头`,
  noFile: (path) => `没有文件 ${path}`,
  nothingToImport: (name) => `包 ${name} 没有可以导入的内容`,
  filesGone: (name, from) => `${name} 的文件已不存在，因此没有加载；请重新安装：mcm plugin add ${from}`,
  filesChanged: (name, from) =>
    `${name} 的文件与安装时不同，因此没有加载；请重新安装：mcm plugin add ${from}`,
  ambiguous: (name, packageName, path) =>
    `${name} 对应两个包：由 mcm plugin add 安装的 ${packageName}，以及位于 ${path} 的包；`,
  removeOne: (packageName) => `请移除其中一个（mcm plugin remove ${packageName}）`,
  writeFirst: (packageName) => `若指前者，请写 ${packageName}`,
  notAllowed: (file, fault) => `托管配置 ${file} 不允许它：${fault}`,
  notOnList: '它不在其列表中',
  and: (faults) => faults.join('，并且'),
  builtinIntegrity: '内置内容没有自己的 integrity',
  fileIntegrity: '文件没有版本，也没有 integrity',
  noPackageJson: '无法读取它所属的 package.json',
  otherVersion: (own, allowed) => `它的版本是 ${own}，而允许的是 ${allowed}`,
  otherIntegrity: (own, allowed) => `它的 integrity 是 ${own}，而允许的是 ${allowed}`,
  late: (seconds) => `它未在 ${String(seconds)} 秒内加载完成`,
  noPlugin: '它的默认导出不是 definePlugin 返回的内容；请写 `export default definePlugin({ … })`',
  noPolicy: '它的默认导出既不是策略或中间件，也不是返回其中之一的函数',
  nothingKnown: '它的默认导出既不是插件，也不是策略或中间件，也不是返回后两者之一的函数',
  name: '它的名称必须由 1 到 32 个小写字母、数字和连字符组成，并以字母开头',
  nameTaken: (name, other) => `它的名称 ${name} 已被 ${other} 占用；请在配置中去掉二者之一`,
  updateMcm: (its, ours) => `它是为插件 API 的版本 ${its} 编写的，而这个 mcm 使用版本 ${ours}：请更新 mcm`,
  updatePlugin: (its, ours) =>
    `它是为插件 API 的版本 ${its} 编写的，而这个 mcm 使用版本 ${ours}：请更新该插件，或请其作者更新`,
  zod3Config: '它的配置 schema 由 zod 3 生成；mcm 需要 zod 4',
  postsBeside:
    '它在 provider 或工具之外还声明了 posts；posts 只供填充端口的插件使用（例如审计接收端），且这类插件不能有其他内容',
  noPosts: '它注入了 POSTS，却没有声明 posts',
  postPath: (name) => `它的 post ${name} 必须是端点之下的普通路径，例如 /records`,
  itsLogin: (fault) => `它的 login ${fault}`,
  login: {
    unknownKey: (key) => `含有 ${key}，而 login 没有这一项`,
    path: '必须有一个 API 之下的普通路径',
    word: (words) => `的路径必须表明它是登录：${words.join('、')}`,
    foreign: (word) => `的路径含有 ${word}，这与登录无关`,
    power: '指向某个电源请求的路径',
    body: '必须为其 body 提供 zod 4 的 schema',
    header: '的 tokenHeader 必须是一个标头的名称',
  },
  noMethod: (tool, method) => `${tool}：${method} 不是方法`,
  toolTaken: (tool, plugin) => `它的工具 ${tool} 已由插件 ${plugin} 提供；请将二者之一改名`,
  toolName: (name) => `它的工具名 ${name} 必须由 3 到 64 个小写字母、数字和下划线组成`,
  zod3Tool: (tool) => `它的工具 ${tool} 的 schema 由 zod 3 生成；mcm 需要 zod 4`,
  access: (tool, access) => `它的工具 ${tool} 的 access 是 ${access}；只能是 'read'，或使用 @PowerTool`,
  toolLacks: (tool, field) => `它的工具 ${tool} 没有 ${field}`,
  portName: (what, name) =>
    `它的 ${what} 必须有一个名称，由 1 到 32 个小写字母、数字和连字符组成并以字母开头；当前为 ${name ?? '无'}`,
  portTaken: (what, name, other) => `它的 ${what} ${name} 已由 ${other} 提供；请将二者之一改名`,
  portLacks: (what, name, method) => `它的 ${what} ${name} 没有方法 ${method}`,
  level: (name, level, levels) =>
    `它的 confirmer ${name} 的 level 是 ${level}；只能是 ${levels.join(' 或 ')}`,
};
