import { sentences } from 'multi-cloud-manager/plugin';

/** What people read of Vultr. */
export const en = {
  refused: 'Vultr refused the API key (HTTP 401).',
  newKey: (page: string) =>
    `Make a new one at ${page} and put it where the config looks for it. The same page must have the API enabled and let this machine's address in (Access Control).`,
  notFromHere: (status: number, address: string | undefined) =>
    `Vultr does not accept this API key from this machine's address${address === undefined ? '' : `, ${address}`} (HTTP ${status}).`,
  addAddress: (page: string) =>
    `Add the address under Access Control at ${page}; IPv4 and IPv6 are listed apart.`,
  mayNot: 'The Vultr API key may not do this (HTTP 403).',
  right: {
    view: (page: string) =>
      `Use a key of a user who may view subscriptions, or give its user that permission under Account, Users; and check Access Control at ${page}.`,
    manage: (page: string) =>
      `Use a key of a user who may manage subscriptions, or give its user that permission under Account, Users; and check Access Control at ${page}.`,
  },
  pause: 'Vultr asks for a pause (HTTP 503).',
  pace: 'It takes 30 requests a second from one address; call again in a few seconds.',
  failed: (status: number) => `Vultr failed (HTTP ${status}).`,
  tryLater: 'Try again later; https://status.vultr.com may know more.',
  notThere: 'Vultr has no such instance (HTTP 404).',
  otherApi: "The end point does not answer like Vultr's API (HTTP 404).",
  checkUrl: 'Check VULTR_API_URL and endpoint in the config: the base URL is without /v2.',
  lockedNow: (status: number) => `Vultr is at work on this instance and keeps it locked (HTTP ${status}).`,
  locked: 'Vultr is at work on this instance and keeps it locked.',
  waitForIt: 'Wait until its server_status is ok; get_vultr_instance_info shows it.',
  conflict: (status: number) =>
    `Vultr did not accept the action: it does not fit the instance's present state (HTTP ${status}).`,
  lookFirst: 'Look at the instance first.',
  notStopped: (status: string) =>
    `The instance is ${status}, not stopped; Vultr's start request would restart it. Nothing was sent.`,
  useReboot: 'Use reboot if a restart is meant.',
  reservedIps: 'The Vultr API key may not see reserved IPs, and nothing else there has the address.',
  viewer: 'Use a key of a user who may view subscriptions.',
  samePage: 'Vultr keeps answering with the same next page.',
  tooManyToAsk: (count: number) =>
    `Vultr has no search by additional IPv4 address, and ${count} instances are too many to ask one by one; none of them has it as its main, internal, IPv6 or reserved address.`,
  askById: 'Ask by instance id if it may be an additional address.',
  pageToken: 'The page token is not one of Vultr.',
  noAccount: (account: string, names: readonly string[]) =>
    `Vultr has no account ${account} here; there is ${names.join(', ')}.`,
  works: {
    switches: 'The API key works; it may see and switch instances.',
    sees: 'The API key works; it may see instances.',
    blind: 'The API key works; it may not see instances.',
  },
  needs: {
    viewing: 'subscriptions_view, to see instances',
    managing: 'subscriptions, for power actions',
  },
  permissions:
    "Permissions of the key's user (Account, Users); the page of the key must also let this machine's address in (Access Control)",
  idForm: 'a UUID like cb676a46-66fd-4dfb-b839-443f2e6c0b60',
  consequences: {
    starts: 'The instance starts; its services start as its system is set up.',
    onlyStopped:
      "Vultr's start request restarts an instance that is running, so it is sent only to one that is stopped.",
    cut: 'Cuts the power at once, as pulling the plug would; Vultr has no graceful shutdown.',
    lost: 'Whatever is not written to disk is lost, and file systems may need a check.',
    billed: 'An instance that is off is still billed.',
    away: 'Services on it are away until it is back.',
    mayBeLost:
      'Vultr does not promise that the system is asked to stop first: what is not written to disk may be lost.',
    noEnd: 'Vultr does not say when a restart has ended; look at the services themselves.',
    gpu: 'Work on the GPU is lost.',
    none: 'Vultr has no graceful shutdown.',
  },
};

/** The same in 简体中文. */
export const zhCN: typeof en = {
  refused: 'Vultr 拒绝了 API 密钥（HTTP 401）。',
  newKey: (page) =>
    `请在 ${page} 新建一个密钥，并放到配置读取它的位置。同一页面还必须启用 API，并允许本机的地址（Access Control）。`,
  notFromHere: (status, address) =>
    `Vultr 不接受从本机地址${address === undefined ? '' : ` ${address} `}使用此 API 密钥（HTTP ${status}）。`,
  addAddress: (page) => `请在 ${page} 的 Access Control 中添加该地址；IPv4 和 IPv6 分别列出。`,
  mayNot: '该 Vultr API 密钥无权执行此操作（HTTP 403）。',
  right: {
    view: (page) =>
      `请使用有权查看（view）subscriptions 的用户的密钥，或在 Account、Users 中授予其用户该权限；并检查 ${page} 的 Access Control。`,
    manage: (page) =>
      `请使用有权管理（manage）subscriptions 的用户的密钥，或在 Account、Users 中授予其用户该权限；并检查 ${page} 的 Access Control。`,
  },
  pause: 'Vultr 要求暂停一段时间（HTTP 503）。',
  pace: '它每秒接受来自同一地址的 30 个请求；请在几秒后再次调用。',
  failed: (status) => `Vultr 出现故障（HTTP ${status}）。`,
  tryLater: '请稍后重试；https://status.vultr.com 可能有更多信息。',
  notThere: 'Vultr 没有这样的实例（HTTP 404）。',
  otherApi: '该端点的答复不像 Vultr 的 API（HTTP 404）。',
  checkUrl: '请检查 VULTR_API_URL 和配置中的 endpoint：基础 URL 不含 /v2。',
  lockedNow: (status) => `Vultr 正在处理该实例，并将其锁定（HTTP ${status}）。`,
  locked: 'Vultr 正在处理该实例，并将其锁定。',
  waitForIt: '请等到其 server_status 为 ok；get_vultr_instance_info 会显示该状态。',
  conflict: (status) => `Vultr 没有接受该操作：它不适合该实例的当前状态（HTTP ${status}）。`,
  lookFirst: '请先查看该实例。',
  notStopped: (status) =>
    `该实例的状态为 ${status}，而不是 stopped；Vultr 的 start 请求会中断其运行并重新开始。未发出任何请求。`,
  useReboot: '如果要中断运行并重新开始，请使用 reboot。',
  reservedIps: '该 Vultr API 密钥无权查看保留 IP，而其余范围内没有该地址。',
  viewer: '请使用有权查看 subscriptions 的用户的密钥。',
  samePage: 'Vultr 一再返回相同的下一页。',
  tooManyToAsk: (count) =>
    `Vultr 不支持按附加 IPv4 地址搜索，而 ${count} 个实例太多，无法逐一查询；其中没有实例以该地址作为主地址、内网地址、IPv6 地址或保留地址。`,
  askById: '如果它可能是附加地址，请按实例 ID 查询。',
  pageToken: '该分页令牌不是 Vultr 的。',
  noAccount: (account, names) => `Vultr 在此处没有账号 ${account}；现有 ${names.join('、')}。`,
  works: {
    switches: 'API 密钥有效；可以查看实例并操作其电源。',
    sees: 'API 密钥有效；可以查看实例。',
    blind: 'API 密钥有效；但不能查看实例。',
  },
  needs: {
    viewing: 'subscriptions_view，用于查看实例',
    managing: 'subscriptions，用于电源操作',
  },
  permissions:
    '该密钥所属用户的权限（Account、Users）；密钥页面还必须允许这台机器的地址访问（Access Control）',
  idForm: '一个 UUID，如 cb676a46-66fd-4dfb-b839-443f2e6c0b60',
  consequences: {
    starts: '该实例将开始运行；其上的服务按系统的设置恢复。',
    onlyStopped: 'Vultr 的 start 请求会使正在运行的实例中断并重新开始，因此只发给状态为 stopped 的实例。',
    cut: '立即切断电源，如同拔掉电源插头；Vultr 不会先通知操作系统。',
    lost: '未写入磁盘的内容会丢失，文件系统可能需要检查。',
    billed: '实例停止运行后仍会计费。',
    away: '其上的服务在恢复之前不可用。',
    mayBeLost: 'Vultr 不保证会先请求系统停止运行：未写入磁盘的内容可能丢失。',
    noEnd: 'Vultr 不会说明过程何时结束；请查看服务本身。',
    gpu: 'GPU 上的工作会丢失。',
    none: 'Vultr 不提供此操作。',
  },
};

/** One of them, in every language. */
export const say = sentences(en, { 'zh-CN': zhCN });
