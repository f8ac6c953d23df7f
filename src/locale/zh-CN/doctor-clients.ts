import type { doctorClients as en } from '../en/doctor-clients.js';

export const doctorClients: typeof en = {
  unreadable: (file, why, client) => `${file}：${why}，因此 ${client} 不会从中启动任何服务。`,
  correctFile: '请在编辑器中改正该文件。',
  notRegistered: '在 mcm 所知的客户端中，您的用户和当前目录都没有注册 mcm。',
  attach:
    '请运行 `mcm install --client NAME`；NAME 为 claude-desktop、claude-code、cursor、vscode 或 codex。',
  starting: (clients) => `正在按 ${clients.join('、')} 的方式启动 mcm`,
  entry: (client, name, file) => `${client}，${file} 中的 ${name}`,
  switchedOff: '它在该文件中已停用。',
  ofProject: '未启动：该文件位于当前目录，任何人都可能写过它。',
  runWithProject: '如果您信任它，请运行 `mcm doctor --project`。',
  onlyTheClient: (client, variables) => `未启动：只有 ${client} 自己能填入 ${variables.join('、')}。`,
  mayFetch: (command) => `未启动：${command} 可能会下载软件包，而已指定 --offline。`,
  noDirectory: (directory) => `它应在 ${directory} 中启动，但那不是目录。`,
  correctCwd: '请改正该条目中的 `cwd`。',
  noEnvFile: (file) => `无法读取其 envFile ${file}。`,
  correctEnvFile: '请改正该条目中的 `envFile`。',
  notFound: (command) => `找不到命令 ${command}。`,
  notOnPath: (command) => `在客户端传递的 PATH 中找不到命令 ${command}。`,
  wholePathNotNvm: '请在该条目中用完整路径指明程序：nvm 等版本管理工具只会更改终端的 PATH。',
  inItsEntry: '在该条目中',
  works: (tools) => `可以启动，提供 ${String(tools)} 个工具。`,
  worksHere: (tools, client, command, file) =>
    `在这里可以启动，提供 ${String(tools)} 个工具；但 ${client} 是从桌面启动的，可能找不到 ${command}（您的终端使用的是 ${file}）。`,
  wholePath: '请在该条目中用完整路径指明程序。',
  noise: (line) => `它向 stdout 输出了 MCP 以外的内容：${line}`,
  nothingAround:
    '请直接启动 mcm，其外层不要有任何会输出内容的程序：不要用 `npm run`，shell 的启动脚本中也不要有 echo。',
  refused: (message) => `它返回了错误：${message}`,
  runDoctor: '请在终端中运行同一命令，并把 `serve` 换成 `doctor`。',
  exited: (code) => `它在列出工具之前即已结束，退出码为 ${String(code)}。`,
  killed: (signal) => `它在列出工具之前即已被 ${signal} 终止。`,
  asItSays:
    '请按提示处理；在同一命令中把 `serve` 换成 `doctor` 可看到更多说明。客户端只传递少数变量：请使用 --env-file，或该条目中的 `env`。',
  late: (seconds) => `它在 ${String(seconds)} 秒内没有列出工具。`,
  installOnce: '请在终端中运行同一命令。如果是 npx 需要先下载软件包，请改为事先安装一次。',
  cannotStart: (file, code) => `无法启动 ${file}（${code}）。`,
  unknownError: '未知错误',
  mayRun: '请在该条目中指明您的用户有权运行的程序。',
};
