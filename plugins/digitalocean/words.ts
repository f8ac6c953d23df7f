import { sentences } from 'multi-cloud-manager/plugin';

/** What people read of DigitalOcean. */
export const en = {
  refused: 'DigitalOcean refused the token (HTTP 401).',
  newToken: (page: string) => `Make a new one at ${page} and put it where the config looks for it.`,
  lacksScope: (scope: string) => `The DigitalOcean token lacks the scope ${scope} (HTTP 403).`,
  useScope: (scope: string, page: string) =>
    `Use a token with ${scope}; scopes are chosen when a token is made, at ${page}.`,
  failed: (status: number) => `DigitalOcean failed (HTTP ${status}).`,
  tryLater: 'Try again later; https://status.digitalocean.com may know more.',
  notThere: 'DigitalOcean has no such droplet or action (HTTP 404).',
  otherApi: "The end point does not answer like DigitalOcean's API (HTTP 404).",
  checkUrl: 'Check DIGITALOCEAN_API_URL and endpoint in the config: the base URL is without /v2.',
  busy: 'Another action on this droplet is under way at DigitalOcean.',
  waitForIt: 'Wait until it has ended; get_digitalocean_droplet_actions shows it.',
  conflict: {
    locked: 'DigitalOcean did not accept the action: the droplet is locked (HTTP 422).',
    on: 'DigitalOcean did not accept the action: the droplet is on already (HTTP 422).',
    off: 'DigitalOcean did not accept the action: the droplet is off (HTTP 422).',
    other: "DigitalOcean did not accept the action: it does not fit the droplet's present state (HTTP 422).",
  },
  lookFirst: 'Look at the droplet first.',
  actionFailed: (id: string) =>
    `DigitalOcean reports that the action failed (action ${id}). Look at the droplet's status and console.`,
  pageToken: 'The page token is not one of DigitalOcean.',
  noAccount: (account: string, names: readonly string[]) =>
    `DigitalOcean has no account ${account} here; there is ${names.join(', ')}.`,
  works: (status: string | undefined, limit: number | undefined) =>
    `The token works; the account is ${status ?? 'of unknown status'}${limit === undefined ? '' : ` and may have ${limit} droplets`}.`,
  worksUnseen: 'The token works and may read droplets.',
  needs: {
    account: 'account:read, to see the account',
    droplets: 'droplet:read, to find and list droplets',
  },
  scopes: (page: string) => `Custom scopes of a token (${page})`,
  idForm: 'a whole number like 3164444',
  consequences: {
    starts: 'The droplet starts; its services start as its system is set up.',
    cut: 'Cuts the power at once, as pulling the plug would.',
    lost: 'Whatever is not written to disk is lost, and file systems may need a check.',
    billed: 'A droplet that is off is still billed.',
    asked: 'Asks the operating system to stop; every service on it ends.',
    mayStayOn: 'A system that does not react stays on; DigitalOcean reports that only later.',
    cutAndBack: 'Cuts the power at once and gives it back.',
    away: 'Services on it are away until it is back.',
    gpus: 'Work on the GPUs is lost.',
  },
};

/** The same in 简体中文. */
export const zhCN: typeof en = {
  refused: 'DigitalOcean 拒绝了令牌（HTTP 401）。',
  newToken: (page) => `请在 ${page} 新建一个令牌，并放到配置读取它的位置。`,
  lacksScope: (scope) => `DigitalOcean 令牌缺少权限范围 ${scope}（HTTP 403）。`,
  useScope: (scope, page) => `请使用具有 ${scope} 的令牌；权限范围在新建令牌时选择，见 ${page}。`,
  failed: (status) => `DigitalOcean 出现故障（HTTP ${status}）。`,
  tryLater: '请稍后重试；https://status.digitalocean.com 可能有更多信息。',
  notThere: 'DigitalOcean 没有这样的 Droplet 或操作（HTTP 404）。',
  otherApi: '该端点的答复不像 DigitalOcean 的 API（HTTP 404）。',
  checkUrl: '请检查 DIGITALOCEAN_API_URL 和配置中的 endpoint：基础 URL 不含 /v2。',
  busy: '该 Droplet 在 DigitalOcean 上有另一项操作正在进行。',
  waitForIt: '请等待它结束；get_digitalocean_droplet_actions 会显示其进展。',
  conflict: {
    locked: 'DigitalOcean 没有接受该操作：该 Droplet 已被锁定（HTTP 422）。',
    on: 'DigitalOcean 没有接受该操作：该 Droplet 已在运行（HTTP 422）。',
    off: 'DigitalOcean 没有接受该操作：该 Droplet 处于停止状态（HTTP 422）。',
    other: 'DigitalOcean 没有接受该操作：它不适合该 Droplet 的当前状态（HTTP 422）。',
  },
  lookFirst: '请先查看该 Droplet。',
  actionFailed: (id) => `DigitalOcean 报告该操作失败（操作 ${id}）。请查看该 Droplet 的状态和控制台。`,
  pageToken: '该分页令牌不是 DigitalOcean 的。',
  noAccount: (account, names) => `DigitalOcean 在此处没有账号 ${account}；现有 ${names.join('、')}。`,
  works: (status, limit) =>
    `令牌有效；账号状态${status === undefined ? '未知' : `为 ${status}`}${limit === undefined ? '' : `，最多可拥有 ${limit} 个 Droplet`}。`,
  worksUnseen: '令牌有效，可以读取 Droplet。',
  needs: {
    account: 'account:read，用于查看账号',
    droplets: 'droplet:read，用于查找和列出 Droplet',
  },
  scopes: (page) => `令牌的自定义权限范围（${page}）`,
  idForm: '一个整数，如 3164444',
  consequences: {
    starts: '该 Droplet 将开始运行；其上的服务按系统的设置恢复。',
    cut: '立即切断电源，如同拔掉电源插头。',
    lost: '未写入磁盘的内容会丢失，文件系统可能需要检查。',
    billed: 'Droplet 停止运行后仍会计费。',
    asked: '请求操作系统停止运行；其上的所有服务都会结束。',
    mayStayOn: '没有响应的系统会继续运行；DigitalOcean 要过一段时间才会报告。',
    cutAndBack: '立即切断电源，随即重新供电。',
    away: '其上的服务在恢复之前不可用。',
    gpus: 'GPU 上的工作会丢失。',
  },
};

/** One of them, in every language. */
export const say = sentences(en, { 'zh-CN': zhCN });
