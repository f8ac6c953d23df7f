import { sentences } from 'multi-cloud-manager/plugin';

/** What people read of AWS. */
export const en = {
  notEnabled: (region: string, name: string) =>
    `AWS does not let this account use EC2 in ${region} (${name}).`,
  enable: (region: string) =>
    `Enable it in the AWS console, or leave ${region} out with \`regions\` in the config.`,
  throttled: (region: string, name: string) => `AWS asks to send fewer requests in ${region} (${name}).`,
  failed: (region: string, status: number | undefined) =>
    `AWS failed in ${region}${status === undefined ? '' : ` (HTTP ${status})`}.`,
  tryLater: 'Try again later; https://health.aws.amazon.com may know more.',
  signInExpired: {
    account: (name: string) => `The sign-in of the account ${name} has expired.`,
    profile: (name: string) => `The sign-in of the profile ${name} has expired.`,
  },
  noCredentials: {
    account: (name: string) => `There are no usable AWS credentials for the account ${name}.`,
    profile: (name: string) => `There are no usable AWS credentials for the profile ${name}.`,
  },
  expired: (account: string, name: string) =>
    `AWS says that the credentials of the account ${account} have expired, or that the clock of this machine is wrong (${name}).`,
  refused: (account: string, region: string, name: string) =>
    `AWS refused the credentials of the account ${account} in ${region} (${name}).`,
  sameForRegion: (advice: string) =>
    `${advice} A region that the account has not enabled answers the same: see \`regions\` in the config.`,
  mayNot: (account: string, action: string, region: string, name: string) =>
    `The AWS credentials of the account ${account} may not do ${action} in ${region} (${name}).`,
  allow: (action: string) => `Allow ${action} in an IAM policy of that user or role.`,
  allowRegions: 'Allow ec2:DescribeRegions, or name the regions with `regions` in the config.',
  notAccepted: (action: string, code: string, status: number | undefined) =>
    `AWS did not accept ${action}: ${code}${status === undefined ? '' : ` (HTTP ${status})`}.`,
  unknownCode: 'an unknown code',
  // On the way.
  hostNotFound: (region: string, code: string) => `AWS's host name for ${region} was not found (${code}).`,
  late: (action: string, region: string) => `${action} in ${region} was not answered in time.`,
  lateForCall: 'AWS did not answer in the time that the call has.',
  cancelled: 'The call was cancelled.',
  notTrusted: (region: string, code: string) =>
    `No trusted TLS connection to AWS in ${region} could be made (${code}).`,
  noConnection: (region: string, code: string | undefined) =>
    `The connection to AWS in ${region} failed${code === undefined ? '' : ` (${code})`}.`,
  brokeOff: (action: string, code: string) => `The answer to ${action} broke off (${code}).`,
  redirected: (action: string, status: number) =>
    `${action} was answered with a redirect (HTTP ${status}); redirects are not followed.`,
  notOfAws: (action: string, status: number | undefined) =>
    `The answer to ${action} is not one of AWS${status === undefined ? '' : ` (HTTP ${status})`}.`,
  checkNetwork:
    'Check the network, the proxy settings (HTTPS_PROXY, NO_PROXY), the region and the end point.',
  checkAuthority: 'If a proxy inspects TLS here, name its CA certificate in http.caFile of the config.',
  checkBetween: 'Check what stands between: a proxy, or another end point than AWS (AWS_ENDPOINT_URL).',
  // New credentials.
  places: (places: readonly string[]) =>
    `Put new ones where these come from: ${places.join(', ')}. A variable is read when mcm starts, a file or program each time.`,
  signInOrKeys: (signIn: string, keys: string) =>
    `Run ${signIn} for a single sign-on, or ${keys} for new keys; mcm need not be started again.`,
  mfa: 'The profile asks for a multi-factor code, which mcm cannot ask for: use a profile without mfa_serial, or temporary keys.',
  run: (command: string) => `Run ${command}; mcm need not be started again.`,
  profileThere: (signIn: string, keys: string) =>
    `Is the profile in the shared config file? Run ${signIn} for a single sign-on, or ${keys} for keys; mcm need not be started again.`,
  setKeys: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run `aws configure`.',
  // What was asked for.
  notThere: 'AWS has no such instance here.',
  samePage: 'AWS keeps answering with the same next page.',
  noAccount: (account: string) => `account: AWS has no account ${account} here.`,
  readsOnly: (operation: string | undefined) =>
    `The plugin for AWS only reads, and was about to send ${operation ?? 'something else'}. Nothing was sent.`,
  works: (regions: number) =>
    `The credentials work; ${regions} ${regions === 1 ? 'region is' : 'regions are'} enabled.`,
  worksIn: (region: string) => `The credentials work and may read instances in ${region}.`,
  needs: {
    regions: 'ec2:DescribeRegions, to know the regions; without it, name them with `regions` in the config',
    instances: 'ec2:DescribeInstances, to find and list instances',
  },
  policy: 'An IAM policy for the user or role',
  idForm: 'an instance id like i-0123456789abcdef0',
};

/** The same in 简体中文. */
export const zhCN: typeof en = {
  notEnabled: (region, name) => `AWS 不允许此账号在 ${region} 使用 EC2（${name}）。`,
  enable: (region) => `请在 AWS 控制台中启用，或用配置中的 \`regions\` 排除 ${region}。`,
  throttled: (region, name) => `AWS 要求减少发往 ${region} 的请求（${name}）。`,
  failed: (region, status) =>
    `AWS 在 ${region} 出现故障${status === undefined ? '' : `（HTTP ${status}）`}。`,
  tryLater: '请稍后重试；https://health.aws.amazon.com 可能有更多信息。',
  signInExpired: {
    account: (name) => `账号 ${name} 的登录已过期。`,
    profile: (name) => `配置文件（profile）${name} 的登录已过期。`,
  },
  noCredentials: {
    account: (name) => `账号 ${name} 没有可用的 AWS 凭证。`,
    profile: (name) => `配置文件（profile）${name} 没有可用的 AWS 凭证。`,
  },
  expired: (account, name) => `AWS 称账号 ${account} 的凭证已过期，或本机的时钟不准（${name}）。`,
  refused: (account, region, name) => `AWS 在 ${region} 拒绝了账号 ${account} 的凭证（${name}）。`,
  sameForRegion: (advice) => `${advice}账号未启用的地域也会这样答复：见配置中的 \`regions\`。`,
  mayNot: (account, action, region, name) =>
    `账号 ${account} 的 AWS 凭证无权在 ${region} 执行 ${action}（${name}）。`,
  allow: (action) => `请在该用户或角色的 IAM 策略中允许 ${action}。`,
  allowRegions: '请允许 ec2:DescribeRegions，或用配置中的 `regions` 写明地域。',
  notAccepted: (action, code, status) =>
    `AWS 没有接受 ${action}：${code}${status === undefined ? '' : `（HTTP ${status}）`}。`,
  unknownCode: '未知的错误码',
  hostNotFound: (region, code) => `找不到 AWS 在 ${region} 的主机名（${code}）。`,
  late: (action, region) => `${region} 的 ${action} 未及时得到答复。`,
  lateForCall: 'AWS 未在此次调用的时限内答复。',
  cancelled: '调用已被取消。',
  notTrusted: (region, code) => `无法与 AWS 在 ${region} 建立受信任的 TLS 连接（${code}）。`,
  noConnection: (region, code) =>
    `与 AWS 在 ${region} 的连接失败${code === undefined ? '' : `（${code}）`}。`,
  brokeOff: (action, code) => `${action} 的答复中断（${code}）。`,
  redirected: (action, status) => `${action} 的答复是重定向（HTTP ${status}）；mcm 不跟随重定向。`,
  notOfAws: (action, status) =>
    `${action} 的答复不是来自 AWS${status === undefined ? '' : `（HTTP ${status}）`}。`,
  checkNetwork: '请检查网络、代理设置（HTTPS_PROXY、NO_PROXY）、地域和端点。',
  checkAuthority: '如果此处有代理检查 TLS，请在配置的 http.caFile 中写明其 CA 证书。',
  checkBetween: '请检查中间环节：代理，或不属于 AWS 的端点（AWS_ENDPOINT_URL）。',
  places: (places) =>
    `请在凭证的来源处放入新的凭证：${places.join('、')}。环境变量在 mcm 开始运行时读取，文件或程序每次都会读取。`,
  signInOrKeys: (signIn, keys) =>
    `如使用单点登录，请运行 ${signIn}；如需新的密钥，请运行 ${keys}；mcm 无需重新运行。`,
  mfa: '该配置文件（profile）要求多因素验证码，mcm 无法询问：请使用没有 mfa_serial 的配置文件，或临时密钥。',
  run: (command) => `请运行 ${command}；mcm 无需重新运行。`,
  profileThere: (signIn, keys) =>
    `该配置文件（profile）是否在共享配置文件中？如使用单点登录，请运行 ${signIn}；如使用密钥，请运行 ${keys}；mcm 无需重新运行。`,
  setKeys: '请设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或设置 AWS_PROFILE，或运行 `aws configure`。',
  notThere: 'AWS 在此处没有这样的实例。',
  samePage: 'AWS 一再返回相同的下一页。',
  noAccount: (account) => `account：AWS 在此处没有账号 ${account}。`,
  readsOnly: (operation) =>
    `AWS 插件只读，却即将发出${operation === undefined ? '其他请求' : ` ${operation}`}。未发出任何请求。`,
  works: (regions) => `凭证有效；已启用 ${regions} 个地区。`,
  worksIn: (region) => `凭证有效，可以读取 ${region} 中的实例。`,
  needs: {
    regions: 'ec2:DescribeRegions，用于了解有哪些地区；没有它时，请在配置中用 `regions` 列出地区',
    instances: 'ec2:DescribeInstances，用于查找和列出实例',
  },
  policy: '供该用户或角色使用的 IAM 策略',
  idForm: '一个实例 ID，如 i-0123456789abcdef0',
};

/** One of them, in every language. */
export const say = sentences(en, { 'zh-CN': zhCN });
