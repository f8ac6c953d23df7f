import { sentences } from 'multi-cloud-manager/plugin';

/** What people read of OpenStack. */
export const en = {
  // Keystone.
  loginRefused: 'Keystone refused the login (HTTP 401).',
  checkLogin:
    'Check the user, the project, their domains and the password, or the id and the secret of the application credential, which may have expired.',
  notLetIn: 'Keystone does not let this user in here (HTTP 403).',
  noKeystone: (status: number) => `There is no Keystone v3 at authUrl (HTTP ${status}).`,
  authUrl: 'authUrl is what OS_AUTH_URL says, e.g. https://keystone.example.com:5000/v3.',
  noToken: 'Keystone gave no token.',
  // Nova and Neutron.
  oldNova: (version: string) =>
    `Nova here does not speak version ${version} of its API, which is of 2019 (HTTP 406).`,
  pause: 'Nova asks for a pause (HTTP 413).',
  tokenRefused: (service: string) => `${service} refused the token (HTTP 401).`,
  callAgain:
    'Call again: then a new one is fetched. If it is refused too, the user has lost its role in the project.',
  mayNot: (service: string) => `${service} does not let this user do that (HTTP 403).`,
  takesRole: (role: string) =>
    `It takes the role ${role} in the project, or what the cloud's policy wants instead.`,
  notThere: 'Nova has no such server in this project (HTTP 404).',
  noNova: 'The compute end point does not answer like Nova (HTTP 404).',
  busy: 'Nova is at work on this server (HTTP 409).',
  waitForIt: 'Wait until it has no task any more; its provider_status shows that.',
  conflict: {
    locked: 'Nova did not accept the action: the server is locked (HTTP 409).',
    other: "Nova did not accept the action: it does not fit the server's present state (HTTP 409).",
  },
  lookFirst: 'Look at the server first.',
  errorStatus: 'Nova reports that the server is in the status ERROR.',
  pageToken: 'The page token is not one of Nova.',
  // The catalogue.
  noCompute: (kind: string) => `The catalogue of this login has no ${kind} compute end point.`,
  checkRole: 'Look whether the user has a role in the project, and which interface the config names.',
  oddRegion: 'A region in the catalogue has a name that is too long, or has unusual characters.',
  noComputeThere: (regions: readonly string[]) =>
    `The catalogue has no compute end point in that region; there is ${regions.join(', ')}.`,
  foreignHost: (service: string, host: string | undefined) =>
    `The catalogue says that the ${service} end point is at ${host ?? 'no host'}, which the config does not allow.`,
  allowHost:
    'If it is right, add the host to hosts in the config of this account; the token would be sent there.',
  noAccount: (account: string, names: readonly string[]) =>
    `OpenStack has no account ${account} here; there is ${names.join(', ')}.`,
  works: (regions: readonly string[]) =>
    `The login works; there are servers to be read in ${regions.join(', ')}.`,
  lacksNetwork: (regions: readonly string[]) =>
    `a network end point in ${regions.join(', ')}: addresses are looked for page by page`,
  idForm: 'a UUID like 9168b536-cd40-4630-b43f-b259807c6e87',
  consequences: {
    starts: 'The server starts; its services start as its system is set up.',
    askedThenCut:
      'Nova asks the operating system to stop, and cuts the power if it has not after a time that the cloud sets (a minute, usually).',
    lost: 'Whatever is not written to disk is lost, and file systems may need a check.',
    billed: 'A server that is off keeps its place and its addresses, and is usually still billed.',
    cutAndBack: 'Cuts the power at once and gives it back.',
    away: 'Services on it are away until it is back.',
    forced: 'A system that does not react is restarted by force after a time that the cloud sets.',
    none: 'OpenStack has no shutdown that never cuts the power.',
  },
};

/** The same in 简体中文. */
export const zhCN: typeof en = {
  loginRefused: 'Keystone 拒绝了登录（HTTP 401）。',
  checkLogin:
    '请检查用户、项目、它们的域和密码，或应用凭证（application credential）的 ID 和密钥，后者可能已过期。',
  notLetIn: 'Keystone 不允许此用户登录（HTTP 403）。',
  noKeystone: (status) => `authUrl 处没有 Keystone v3（HTTP ${status}）。`,
  authUrl: 'authUrl 即 OS_AUTH_URL 的值，如 https://keystone.example.com:5000/v3。',
  noToken: 'Keystone 没有给出令牌。',
  oldNova: (version) => `此处的 Nova 不支持其 API 的 ${version} 版本，该版本发布于 2019 年（HTTP 406）。`,
  pause: 'Nova 要求暂停一段时间（HTTP 413）。',
  tokenRefused: (service) => `${service} 拒绝了令牌（HTTP 401）。`,
  callAgain: '请再次调用：届时会获取新的令牌。如果它也被拒绝，则该用户已失去其在项目中的角色。',
  mayNot: (service) => `${service} 不允许此用户这样做（HTTP 403）。`,
  takesRole: (role) => `需要在项目中具有角色 ${role}，或云的策略所要求的其他权限。`,
  notThere: 'Nova 在此项目中没有这样的服务器（HTTP 404）。',
  noNova: '该计算端点的答复不像 Nova（HTTP 404）。',
  busy: 'Nova 正在处理该服务器（HTTP 409）。',
  waitForIt: '请等到它不再有任务；其 provider_status 会显示。',
  conflict: {
    locked: 'Nova 没有接受该操作：服务器已被锁定（HTTP 409）。',
    other: 'Nova 没有接受该操作：它不适合服务器的当前状态（HTTP 409）。',
  },
  lookFirst: '请先查看该服务器。',
  errorStatus: 'Nova 报告该服务器的状态为 ERROR。',
  pageToken: '该分页令牌不是 Nova 的。',
  noCompute: (kind) => `此登录的服务目录中没有 ${kind} 类型的计算端点。`,
  checkRole: '请检查该用户在项目中是否具有角色，以及配置所写的 interface。',
  oddRegion: '服务目录中某个地域的名称过长，或含有不常见的字符。',
  noComputeThere: (regions) => `服务目录在该地域没有计算端点；现有 ${regions.join('、')}。`,
  foreignHost: (service, host) =>
    `服务目录称 ${service} 端点位于 ${host ?? '（无主机）'}，而配置不允许该主机。`,
  allowHost: '如果无误，请将该主机加入此账号配置的 hosts；令牌会发往那里。',
  noAccount: (account, names) => `OpenStack 在此处没有账号 ${account}；现有 ${names.join('、')}。`,
  works: (regions) => `登录有效；可以读取 ${regions.join('、')} 中的服务器。`,
  lacksNetwork: (regions) => `${regions.join('、')} 中的网络端点：地址只能逐页查找`,
  idForm: '一个 UUID，如 9168b536-cd40-4630-b43f-b259807c6e87',
  consequences: {
    starts: '该服务器将开始运行；其上的服务按系统的设置恢复。',
    askedThenCut: 'Nova 会请求操作系统停止运行；如果在云设定的时间（通常为一分钟）之后仍未停止，则切断电源。',
    lost: '未写入磁盘的内容会丢失，文件系统可能需要检查。',
    billed: '服务器停止运行后保留其位置和地址，通常仍会计费。',
    cutAndBack: '立即切断电源，随即重新供电。',
    away: '其上的服务在恢复之前不可用。',
    forced: '没有响应的系统会在云设定的时间之后被强行中断并重新运行。',
    none: 'OpenStack 没有从不切断电源的停止方式。',
  },
};

/** One of them, in every language. */
export const say = sentences(en, { 'zh-CN': zhCN });
