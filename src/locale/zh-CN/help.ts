import type { help as en } from '../en/help.js';

export const help: typeof en = {
  all: (version) => `multi-cloud-manager ${version}：用于管理您在多个云上的服务器的 MCP 服务。

用法：mcm <命令> [选项]

  serve               在 stdin 和 stdout 上提供 MCP 服务，由 MCP 客户端（Claude、Cursor、VS Code、Codex）运行。
  demo                在模拟的云上演示一段简短的会话。不需要凭证，不访问网络。
  demo --serve        作为这些模拟云的 MCP 服务运行，可用您自己的客户端试用。
  tools               列出工具。--json 供程序使用，--markdown 供文档使用。
  call TOOL [JSON]    调用一个工具，经过同样的检查和审计。--json 输出结构化结果。
  find IP             查询某个 IP 地址属于哪台服务器。--provider P、--account A、--json。
  ls                  以表格列出所有云上的服务器。可用 --provider P、--account A、--region R、--status S、--name N、
                      --tag KEY[=VALUE] 缩小范围；--json。
  metrics SERVER      查看服务器的监控指标。--hours N、--json。SERVER 可以是 IP 地址、PROVIDER/ID、PROVIDER/ACCOUNT/ID
                      或完整名称。
  power ACTION SERVER 控制服务器的电源：power_on、power_off、shutdown 或 reboot；在终端中会询问需要确认的内容。
                      --force、--dry-run、--reason TEXT、--wait SECONDS；在脚本中，如果允许，可用 --ip、--name 和
                      --operation 确认；--json。
  doctor              检查 mcm 所需的一切，并像每个 MCP 客户端那样把它运行一次；对每个问题说明处理办法。--json 供程序使用；
                      --offline 不向任何云发送请求；--project 还会运行当前目录中客户端文件所指定的服务。有失败项时退出码为 1。
  init                查找现有的内容（AWS 的 profile、doctl 和 aliyun 的配置、环境变量、.env），显示将如何对待各服务器，并写出
                      带注释且不含密钥的配置文件。在终端中会逐项询问；在脚本中用 --cloud LIST 或 --yes 指定。
                      --account CLOUD/NAME、--env-file FILE、--config FILE、--format yaml|ts、--read-only 用于选择；
                      --offline 不访问任何云，--print 只显示配置，--force 取代现有配置并保留备份，--trust 信任当前目录中的
                      配置；--json。
  install --client C  让 MCP 客户端运行 mcm：claude-desktop、claude-code、cursor、vscode 或 codex。会显示所做的更改，
                      保留客户端文件的其余内容并备份原文件。--config FILE、--env-file FILE、--read-only 和
                      --preset NAME 会写入条目；--name NAME、--replace NAME；--print 只显示，不写入。
  trust [FILE]        信任当前目录中的配置文件（或 FILE）的当前内容。--remove 取消信任。
  audit list          列出调用、执行和拒绝的记录。可用 --limit N、--power、--provider P、--instance ID、--tool T、
                      --outcome O、--since TIME|2h|7d 缩小范围。
  audit show CALL_ID  显示某次调用的全部审计记录。只需输入 ID 的开头部分。
  audit verify        检查审计记录是否与 mcm 写入时一致。退出码为 1 时会指出第一条不一致的记录。
  audit tail          显示最近的记录。-n N 指定条数，--follow 持续等待新记录。
  approve [ID]        在终端中：回答助手不得自行回答的问题。
  unlock [SERVER]     在终端中：多次确认错误或崩溃之后，解锁 PROVIDER/ACCOUNT/ID 的电源操作。
  plugin create NAME  新建插件包 mcm-plugin-NAME，可直接构建、测试和运行。--dir DIR 指定位置；--policy 改为新建策略。
  plugin add SPEC     安装插件包或策略包：NAME、NAME@VERSION、./NAME.tgz 或文件夹。由 npm 安装，不运行包中的任何脚本。
  plugin list         列出已安装的包、其文件是否保持原样，以及配置文件是否使用它。--json。
  plugin remove NAME  移除已安装的包，可用包名或其插件的名称。
  plugin validate PATH
                      在单独的进程中加载插件或策略（包的文件夹或单个文件），并指出其中的问题。--json 供程序使用；
                      --timeout SECONDS 指定时间上限，--with JSON 给出其配置或选项。
  policy test FILE    用一张 YAML 或 JSON 的用例表测试已配置的策略。--json 供程序使用。有用例不符合预期时退出码为 1。
                      不访问任何云。

serve、tools、call、find、ls、metrics、power、doctor、policy、plugin list 和 plugin remove 的选项：
  --config PATH       使用该配置文件。
  --config-dir DIR    使用该目录中的 mcm.config.*。
  --env-file PATH     读取 dotenv 文件。实际的环境变量优先。
  --read-only         不提供也不允许任何电源操作。
  --preset NAME       full（全部工具）或 unified（适用于每个云的通用工具，占用的 token 更少）。
  --include LIST      另外提供这些工具；--exclude LIST 排除一些工具。以逗号分隔，* 代表任意字符。
  --hide-unavailable  不列出尚未配置的云的工具。
  --log-level LEVEL   debug、info、warning、error 或 silent：从哪个级别开始写入 stderr。

serve 和 demo --serve 的选项：
  --log-format FORM   json、pretty 或 auto：stderr 为终端时用 pretty，否则用 JSON。

audit 的选项：
  --state-dir DIR     读取该状态目录中的审计记录。
  --json              供程序使用。

approve 和 unlock 的选项：
  --state-dir DIR     使用该状态目录。
  --list              只显示现有内容；不需要终端。
  --config PATH       unlock：由该配置文件的 stateStore（来自插件）保存锁定状态。

  -h, --help          显示本帮助。
  -v, --version       显示版本。

退出码：0 完成，1 失败，2 用法或配置有误，3 需要确认。
`,
  greeting: (version) => `multi-cloud-manager ${version}

mcm 是一个 MCP 服务：由 MCP 客户端运行并与之通信，单独运行时没有可显示的内容。

  mcm demo     在模拟的云上了解它的功能
  mcm tools    查看它提供的工具
  mcm init     根据这里现有的内容生成配置文件
  mcm doctor   检查这里的一切是否正常，以及该怎么做
  mcm --help   查看其他内容
`,
};
