import type { initComments as en } from '../en/init-comments.js';

const toSet = (variables: readonly string[]): string =>
  `mcm 无法从那里取得密钥：请将其同时设为环境变量 ${variables.join('、')}。`;

export const initComments: typeof en = {
  head: `multi-cloud-manager 的配置，由 \`mcm init\` 生成初稿。其中没有任何密钥，只写明密钥的存放位置；请保持如此。
下面写出而未另作说明的，均为默认值。docs/config.md 列有全部设置，\`mcm doctor\` 会检查此文件。`,
  plugins: '各个云。不在此列表中的云不会被访问。您自己的插件也写在这里。',
  clouds: {
    aws: 'Amazon EC2 云服务器。mcm 对其仅读取。',
    digitalocean: 'DigitalOcean 云服务器。',
    vultr: 'Vultr 云服务器。Vultr 还须允许本机的 IP 地址访问。',
    alibaba: '阿里云 ECS 云服务器。',
  },
  severalAccounts: '多个账号。请删去不需要的账号；名称可自行更改。',
  nothingFound: (variables) => `未找到其凭证。需要设置 ${variables.join('、')}。`,
  nothingFoundForSdk: (variables) =>
    `未找到其凭证。将采用 AWS SDK 找到的凭证，例如 ${variables.join('、')}。`,
  variables: (variables) => `来自 ${variables.join('、')}。`,
  awsProfile: (name, file) => `文件 ${file} 中的 profile ${name}。`,
  doctlAsked: (name) => `doctl 的 context ${name}，每次都由 doctl 提供令牌；需要 doctl 1.136 或更高版本。`,
  doctlContext: (name, file, variables) => `doctl 的 context ${name}，位于 ${file}。\n${toSet(variables)}`,
  aliyunProfile: (name, file, variables) => `aliyun 的 profile ${name}，位于 ${file}。\n${toSet(variables)}`,
  envFile: `dotenv 文件，存放此配置所引用的环境变量。应只有您本人可以读取（chmod 600）。已设置的环境变量优先。
MCP 客户端只会传递终端中的少数环境变量，因此应将它们写在此文件中。`,
  readOnly: 'true：拒绝一切电源操作。',
  production: '名称或标签中含有以下任一完整单词的服务器视为生产环境。',
  large: '达到以下任一数值的服务器视为大型服务器。',
  confirmation: `电源操作的确认方式：\`arguments\` 为在调用中给出地址、完整名称和操作；\`human\` 为由人亲自输入这些值，模型无法触及。
同时适用多项时，以较严格者为准。`,
  unlabelled: '未打标签的服务器：无从得知其用途。',
};
