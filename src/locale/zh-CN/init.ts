import type { init as en } from '../en/init.js';

const list = (words: readonly string[]): string => words.join('、');
const numbered = (names: readonly string[]): string =>
  names.map((name, index) => `${String(index + 1)} ${name}`).join('、');

const newFile = (envFile: string, config: string): string =>
  `写入一个只有您本人可以读取的文件，每行一个 NAME=value（可用 \`touch ${envFile} && chmod 600 ${envFile}\` 创建），并去掉 ${config} 中 envFile 前的注释符号`;
const carried = (variables: readonly string[]): string =>
  `${list(variables)} 已在此终端中设置，但 MCP 客户端只会传递其中的少数环境变量。`;

export const init: typeof en = {
  noTerminal:
    'mcm init 需要在终端中提问，但其输入或输出不是终端。请改用选项：`--cloud aws,digitalocean,vultr,alibaba` 指定云，--yes 采用找到的全部凭证；其余由 --account CLOUD/NAME、--env-file FILE、--config FILE、--format yaml|ts、--read-only、--offline、--trust 和 --print 指定。',
  unknownCloud: (given, known) => `--cloud 应为 ${list(known)} 之一，而不是 ${given}。`,
  unknownFormat: (given, known) => `--format 应为 ${known.join(' 或 ')}，而不是 ${given}。`,
  unknownAccount: (given, known) => `--account ${given} 不在找到的账号之中：${list(known)}。`,
  noAccount: (given) => `--account ${given} 不存在：未找到任何账号。`,
  accountOfOther: (given) => `--account ${given} 所属的云不在 --cloud 之中。`,
  notAFormat: (file, endings) =>
    `无法写入 ${file}：文件名必须以 ${list(endings)} 之一结尾。请用 --config 指定其他文件。`,
  otherFormat: (file, format) => `--format ${format} 与文件名 ${file} 不符。`,
  isDirectory: (file) => `${file} 是目录；请用 --config 指定其中的文件。`,
  nothingFound: '--yes 采用找到的凭证，但未找到任何凭证。请用 --cloud 指定云，之后再设置其环境变量。',
  noEnvFile: (file) => `环境变量文件 ${file} 不存在。`,
  badEnvFile: (file, why) => `环境变量文件 ${file} 无法使用：${why}。`,

  exists: (file) =>
    `${file} 已存在，未作改动。--force 会替换它并保留副本；--print 只显示将要写入的内容；--config FILE 会写入其他位置。`,
  otherConfig: (file, other) =>
    `${other} 已存在，而同一目录中的两个配置文件只有一个会被使用。请删除它，或用 --config FILE 写入 ${file} 以外的位置。`,
  notWritten: (file, why) => `${file} 未写入：${why}。`,

  tooLong: '文件过大',
  noFile: '不是普通文件',
  notUnderstood: '文件格式不正确',
  notRead: (code) => `无法读取（${code ?? '未知错误'}）`,
  unreadable: (file, why) => `未读取 ${file}：${why}。`,

  foundHead: '在本机找到以下凭证。仅读取了名称；密钥仍留在原处。',
  foundNothing: '未找到',
  list,
  profile: (name) => `profile ${name}`,
  doctlContext: (name) => `doctl 的 context ${name}`,
  aliyunProfile: (name) => `aliyun 的 profile ${name}`,
  thisTerminal: '此终端的环境变量',
  withoutDoctl: (file) => `${file}；doctl 可以提供令牌，但不在 PATH 中`,
  aliyunHandsNoKey: (file) => `${file}；aliyun 不提供密钥`,
  foundColumns: { cloud: '云', account: '账号', what: '找到的凭证', where: '位置' },
  dotenvHead: (file, names) => `${file} 设置了 ${list(names)}。`,
  dotenvRedirects: (names) =>
    `它还指定了请求的去向：${list(names)}。编写此文件的人可借此让您的凭证发送到该处。`,
  dotenvShared: (file) => `本机的其他用户可以读取此文件；可用 \`chmod 600 ${file}\` 更改。`,
  dotenvLeft: (file) => `除非您明确指定，否则不会使用此文件：--env-file ${file}`,

  yes: '是',
  no: '否',
  askDotenv: (file) => `是否让配置读取 ${file}？[y/N] `,
  askClouds: (known, taken) =>
    `使用哪些云？请输入名称或序号（${numbered(known)}），以逗号分隔${taken.length === 0 ? '' : ` [${list(taken)}]`}：`,
  askAccounts: (cloud, known, taken) => `使用 ${cloud} 的哪些账号？（${numbered(known)}）[${list(taken)}]：`,
  askListing: '是否查询这些云中有哪些服务器，以显示 mcm 将如何对待它们？仅读取。[Y/n] ',
  askWrite: (file) => `是否写入 ${file}？[Y/n] `,
  askTrust: (file) =>
    `mcm 只有在您信任之后才会加载其启动目录中的配置文件。是否信任当前内容的 ${file}？[y/N] `,
  cancelled: '未写入任何内容。',

  noServer: '未找到任何服务器。',
  fleetHead: (servers) => `共 ${String(servers)} 台服务器，mcm 将如此对待它们：`,
  columns: { group: '类别', servers: '服务器数', needs: '电源操作需要', because: '依据' },
  notableColumns: { name: '名称', place: '位置', because: '依据' },
  groups: {
    production: '生产环境',
    large: '大型',
    state: '状态未知',
    unlabelled: '未打标签',
    ordinary: '其他',
  },
  levels: { arguments: '在调用中给出三个值', human: '由人确认' },
  because: {
    unlabelled: '没有标签说明其用途',
    large: '规格较大',
    state: 'mcm 不知道它们是否正在运行',
  },
  marked: (mark, servers) => `${mark}（${String(servers)} 台）`,
  marks: (marked) => marked.join('、'),
  byTag: (text) => `标签 ${text}`,
  byName: '名称',
  reasons: (each) => each.join('；'),
  isProduction: (mark) => `生产环境：${mark}`,
  isLarge: (size) => `大型：${size}`,
  isUnknown: '状态未知',
  size: (parts) => parts.join('、'),
  vcpus: (vcpus) => `${String(vcpus)} 个 vCPU`,
  memory: (gib) => `${String(gib)} GiB`,
  overlap: '一台服务器可能同时属于多个类别；以较严格者为准。',
  repeated: (servers) =>
    `${String(servers)} 台服务器同时出现在多个账号的列表中：请删去与其他账号凭证相同的账号。`,
  andMore: (more) => `另有 ${String(more)} 台；\`mcm ls\` 会列出全部服务器`,
  noPower: (clouds) => `${list(clouds)} 上不会执行任何电源操作：mcm 对其仅读取。`,
  readOnly: '该配置为只读：拒绝一切电源操作。',
  change: '如需更改规则，请修改配置中的 safety.production.words、safety.large 和 confirmation。',
  unlabelledHint: '设置 `confirmation: { unlabelled: human }` 后，未打标签的服务器也须由人确认。',
  notAsked: (cloud, why) => `未查询 ${cloud}：${why}`,
  notListed: (why) => `无法列出服务器：${why}`,
  gap: (scope, code, why) => `${scope} 没有应答：${code}：${why}`,
  withheld: (policy, servers) => `策略 ${policy} 隐去了 ${String(servers)} 台服务器`,
  offline: '未查询任何云，因此无法得知将如何对待这些服务器。',
  goesOn: '配置仍会写入；`mcm doctor` 会进一步说明问题所在。',

  written: (file) => `已写入：${file}`,
  backup: (file) => `原内容保存在 ${file}`,
  trusted: (file) => `已信任当前内容的 ${file}。更改之后请运行 \`mcm trust\`。`,
  nextHead: '后续步骤：',
  nextMissing: {
    asWell: (variables, envFile) => `请将 ${list(variables)} 同时写入 ${envFile}。`,
    newFile: (variables, envFile, config) => `请将 ${list(variables)} ${newFile(envFile, config)}。`,
  },
  nextCarried: {
    asWell: (variables, envFile) => `${carried(variables)}请将其同时写入 ${envFile}。`,
    newFile: (variables, envFile, config) => `${carried(variables)}请将其${newFile(envFile, config)}。`,
  },
  nextTrust: (command) => `如需 mcm 在此目录中启动时自动采用此配置，请运行 ${command}。`,
  nextDoctor: (command) => `运行 ${command} 检查全部内容。`,
  nextInstall: (command, clients) =>
    `运行 ${command} 将此配置添加到您的 MCP 客户端；CLIENT 为 ${list(clients)} 之一。`,
};
