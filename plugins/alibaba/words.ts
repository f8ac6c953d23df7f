import { sentences } from 'multi-cloud-manager/plugin';

/** What people read of Alibaba Cloud. */
export const en = {
  // Credentials.
  unknownKey: 'Alibaba Cloud does not know the access key id, or it is disabled.',
  signature: 'Alibaba Cloud refused the signature: the access key secret does not belong to the key id.',
  tokenExpired: 'The security token (STS) has expired.',
  newToken: 'Get a new key with its token from STS and put all three where the config looks for them.',
  tokenRefused: 'Alibaba Cloud refused the security token (STS).',
  sameAnswer: 'Key id, secret and token must come from the same answer of STS.',
  checkKey: (page: string) => `Check the key at ${page} and where the config looks for it.`,
  clock:
    'Alibaba Cloud refused the time of the request: the clock of this machine is more than 15 minutes off.',
  setClock: 'Set the clock of this machine right (NTP), then call again.',
  mayNot: (action: string, code: string) => `The access key may not do ecs:${action} (${code}).`,
  giveAction: (action: string) =>
    `Give the RAM user or role the action ecs:${action}; the policy AliyunECSReadOnlyAccess has those that read.`,
  // Refusals.
  conflict: {
    state: "Alibaba Cloud did not accept the action: it does not fit the instance's present state.",
    locked: 'Alibaba Cloud did not accept the action: the instance is locked for security reasons.',
    expired:
      'Alibaba Cloud did not accept the action: the instance has expired or the account is in arrears.',
    stock: 'Alibaba Cloud did not accept the action: the zone has no capacity left for this instance type.',
    disk: 'Alibaba Cloud did not accept the action: a disk or a rule of the instance stands against it.',
  },
  lookFirst: 'Look at the instance first.',
  notThere: 'Alibaba Cloud has no such instance.',
  busy: 'Another operation on this instance is under way at Alibaba Cloud.',
  notOffered: 'Alibaba Cloud does not offer that for this kind of instance.',
  unknownRegion: 'Alibaba Cloud does not know the region.',
  checkRegions: 'Check regionId and regions in the config, and ALIBABA_CLOUD_REGION_ID.',
  noRegion: (account: string, unknown: readonly string[], every: readonly string[]) =>
    `Account ${account} has no region ${unknown.join(', ')}; there is ${every.join(', ')}.`,
  checkOwnRegions: 'Check regions and regionId in the config, and ALIBABA_CLOUD_REGION_ID.',
  failed: (code: string) => `Alibaba Cloud failed (${code}).`,
  failedWith: (status: number, code: string) => `Alibaba Cloud failed (HTTP ${status}, ${code}).`,
  tryLater: 'Try again later; https://status.alibabacloud.com may know more.',
  throttled: (seconds: number | undefined) =>
    `Alibaba Cloud asks for ${seconds === undefined ? 'a pause' : `a pause of ${seconds} s`}: there were too many calls in this minute.`,
  notAccepted: (action: string, code: string) => `Alibaba Cloud did not accept ${action} (${code}).`,
  // On the way.
  hostFailed: (host: string, status: number) => `${host} failed (HTTP ${status}).`,
  otherApi: (host: string, status: number) =>
    `${host} does not answer like Alibaba Cloud's API (HTTP ${status}).`,
  late: (action: string, host: string) => `${action} was not answered in time by ${host}.`,
  lateForCall: 'Alibaba Cloud did not answer in the time that the call has.',
  cancelled: 'The call was cancelled.',
  hostNotFound: (host: string, code: string | undefined) =>
    `The host name ${host} was not found${code === undefined ? '' : ` (${code})`}.`,
  noConnection: (host: string, code: string | undefined) =>
    `The connection to ${host} failed${code === undefined ? '' : ` (${code})`}.`,
  notTrusted: (host: string, code: string | undefined) =>
    `No trusted TLS connection to ${host} could be made${code === undefined ? '' : ` (${code})`}.`,
  unreadable: (action: string, note: string) => `The answer to ${action} ${note}.`,
  // What stands at the end of `unreadable`.
  otherForm: 'has another form than expected',
  lacks: (path: string) => `does not have the expected ${path}`,
  tooLarge: 'is too large',
  brokeOff: 'broke off before its end',
  noObject: 'is not a JSON object',
  noHttp: 'is not HTTP',
  checkNetwork:
    'Check the network, the proxy settings (HTTPS_PROXY, NO_PROXY, http.proxy in the config) and the end point.',
  checkRegionToo:
    'Check the network, the proxy settings (HTTPS_PROXY, NO_PROXY, http.proxy in the config) and the end point. The name is made of the region: check regionId and ALIBABA_CLOUD_REGION_ID too.',
  checkAuthority:
    'If a proxy inspects TLS here, name its CA certificate in http.caFile of the config; never switch the check off.',
  checkEndpoint: 'Check ALIBABA_CLOUD_ECS_ENDPOINT and endpoint in the config.',
  endpointForm:
    'The end point of Alibaba Cloud ECS must be a host with or without port, or an https URL without a path; http on loopback only.',
  mayBeDone: 'The request may have been carried out: look at the instance before anything else.',
  otherRequest: (action: string) =>
    `The SDK was about to send another request than it was asked for (${action}).`,
  // Actions.
  notStarted: (status: string) =>
    `The instance is ${status} again: it could not be started. Look at it in the console.`,
  notStopped: (status: string) =>
    `The instance is ${status} again: its system did not stop. Look at it in the console.`,
  noAccount: (account: string, names: readonly string[]) =>
    `Alibaba Cloud has no account ${account} here; there is ${names.join(', ')}.`,
  works: (regions: number | undefined, reads: boolean) =>
    `The access key works${regions === undefined ? '' : ` and sees ${String(regions)} regions`}${reads ? '; it may read instances' : ''}.`,
  needs: {
    regions: 'ecs:DescribeRegions, to find the regions (or name them in regions)',
    instances: 'ecs:DescribeInstances, to find instances',
  },
  policy: (page: string) => `A custom RAM policy for the RAM user (${page})`,
  idForm: 'i- and at least ten letters and digits, like i-bp67acfmxazb4ph12345',
  consequences: {
    starts: 'The instance starts; its services start as its system is set up.',
    economical:
      'It was stopped in economical mode: the zone may have no capacity for it, and its public address may be another one.',
    cut: 'Cuts the power at once, as pulling the plug would.',
    lost: 'Whatever is not written to disk is lost, and file systems may need a check.',
    kept: 'mcm stops it with StoppedMode=KeepCharging: it stays billed in full, and keeps its type and its public address.',
    asked: 'Asks the operating system to stop; every service on it ends.',
    mayStayOn: 'A system that does not react stays on.',
    cutAndBack: 'Cuts the power at once and gives it back.',
    away: 'Services on it are away until it is back.',
    gpus: 'Work on the GPUs is lost.',
  },
};

/** The same in 简体中文. */
export const zhCN: typeof en = {
  unknownKey: '阿里云不认识该 AccessKey ID，或它已被禁用。',
  signature: '阿里云拒绝了签名：AccessKey Secret 与该 AccessKey ID 不匹配。',
  tokenExpired: '安全令牌（STS）已过期。',
  newToken: '请从 STS 获取新的密钥及其令牌，并把三者都放到配置读取它们的位置。',
  tokenRefused: '阿里云拒绝了安全令牌（STS）。',
  sameAnswer: 'AccessKey ID、AccessKey Secret 和令牌必须来自 STS 的同一次答复。',
  checkKey: (page) => `请在 ${page} 检查该密钥，以及配置读取它的位置。`,
  clock: '阿里云拒绝了请求的时间：本机时钟的偏差超过 15 分钟。',
  setClock: '请校准本机的时钟（NTP），然后再次调用。',
  mayNot: (action, code) => `该 AccessKey 无权执行 ecs:${action}（${code}）。`,
  giveAction: (action) =>
    `请授予该 RAM 用户或角色 ecs:${action} 权限；策略 AliyunECSReadOnlyAccess 包含所有读取权限。`,
  conflict: {
    state: '阿里云没有接受该操作：它不适合实例的当前状态。',
    locked: '阿里云没有接受该操作：实例因安全原因被锁定。',
    expired: '阿里云没有接受该操作：实例已过期，或账号已欠费。',
    stock: '阿里云没有接受该操作：该可用区没有此实例规格的库存。',
    disk: '阿里云没有接受该操作：实例的某个磁盘或规则不允许。',
  },
  lookFirst: '请先查看该实例。',
  notThere: '阿里云没有这样的实例。',
  busy: '该实例在阿里云上有另一项操作正在进行。',
  notOffered: '阿里云不为此类实例提供该操作。',
  unknownRegion: '阿里云不认识该地域。',
  checkRegions: '请检查配置中的 regionId 和 regions，以及 ALIBABA_CLOUD_REGION_ID。',
  noRegion: (account, unknown, every) =>
    `账号 ${account} 没有地域 ${unknown.join('、')}；现有 ${every.join('、')}。`,
  checkOwnRegions: '请检查配置中的 regions 和 regionId，以及 ALIBABA_CLOUD_REGION_ID。',
  failed: (code) => `阿里云出现故障（${code}）。`,
  failedWith: (status, code) => `阿里云出现故障（HTTP ${status}，${code}）。`,
  tryLater: '请稍后重试；https://status.alibabacloud.com 可能有更多信息。',
  throttled: (seconds) =>
    `阿里云要求暂停${seconds === undefined ? '一段时间' : ` ${seconds} 秒`}：本分钟内的调用过多。`,
  notAccepted: (action, code) => `阿里云没有接受 ${action}（${code}）。`,
  hostFailed: (host, status) => `${host} 出现故障（HTTP ${status}）。`,
  otherApi: (host, status) => `${host} 的答复不像阿里云的 API（HTTP ${status}）。`,
  late: (action, host) => `${action} 未及时得到 ${host} 的答复。`,
  lateForCall: '阿里云未在此次调用的时限内答复。',
  cancelled: '调用已被取消。',
  hostNotFound: (host, code) => `找不到主机名 ${host}${code === undefined ? '' : `（${code}）`}。`,
  noConnection: (host, code) => `与 ${host} 的连接失败${code === undefined ? '' : `（${code}）`}。`,
  notTrusted: (host, code) =>
    `无法与 ${host} 建立受信任的 TLS 连接${code === undefined ? '' : `（${code}）`}。`,
  unreadable: (action, note) => `${action} 的答复${note}。`,
  otherForm: '与预期的格式不同',
  lacks: (path) => `缺少预期的 ${path}`,
  tooLarge: '过大',
  brokeOff: '在结束之前中断',
  noObject: '不是 JSON 对象',
  noHttp: '不是 HTTP',
  checkNetwork: '请检查网络、代理设置（HTTPS_PROXY、NO_PROXY、配置中的 http.proxy）和端点。',
  checkRegionToo:
    '请检查网络、代理设置（HTTPS_PROXY、NO_PROXY、配置中的 http.proxy）和端点。该主机名由地域组成：请同时检查 regionId 和 ALIBABA_CLOUD_REGION_ID。',
  checkAuthority: '如果此处有代理检查 TLS，请在配置的 http.caFile 中写明其 CA 证书；切勿关闭证书校验。',
  checkEndpoint: '请检查 ALIBABA_CLOUD_ECS_ENDPOINT 和配置中的 endpoint。',
  endpointForm:
    '阿里云 ECS 的端点必须是主机名（可带端口），或不带路径的 https URL；http 只允许用于本机回环地址。',
  mayBeDone: '该请求可能已被执行：请先查看该实例，再做其他任何事。',
  otherRequest: (action) => `SDK 即将发出的请求与所要求的不同（${action}）。`,
  notStarted: (status) => `实例的状态又变为 ${status}：未能开始运行。请在控制台中查看。`,
  notStopped: (status) => `实例的状态又变为 ${status}：其系统没有停止运行。请在控制台中查看。`,
  noAccount: (account, names) => `阿里云在此处没有账号 ${account}；现有 ${names.join('、')}。`,
  works: (regions, reads) =>
    `AccessKey 有效${regions === undefined ? '' : `，可见 ${String(regions)} 个地域`}${reads ? '；可以读取实例' : ''}。`,
  needs: {
    regions: 'ecs:DescribeRegions，用于查找地域（或在 regions 中列出地域）',
    instances: 'ecs:DescribeInstances，用于查找实例',
  },
  policy: (page) => `供该 RAM 用户使用的自定义 RAM 策略（${page}）`,
  idForm: 'i- 加至少十个字母和数字，如 i-bp67acfmxazb4ph12345',
  consequences: {
    starts: '实例将开始运行；其上的服务按系统的设置恢复。',
    economical: '它此前以节省停机模式停止：该可用区可能没有库存，其公网地址也可能改变。',
    cut: '立即切断电源，如同拔掉电源插头。',
    lost: '未写入磁盘的内容会丢失，文件系统可能需要检查。',
    kept: 'mcm 以 StoppedMode=KeepCharging 停止该实例：继续全额计费，并保留其规格和公网地址。',
    asked: '请求操作系统停止运行；其上的所有服务都会结束。',
    mayStayOn: '没有响应的系统会继续运行。',
    cutAndBack: '立即切断电源，随即重新供电。',
    away: '其上的服务在恢复之前不可用。',
    gpus: 'GPU 上的工作会丢失。',
  },
};

/** One of them, in every language. */
export const say = sentences(en, { 'zh-CN': zhCN });
