import type { calls as en } from '../en/calls.js';

export const calls: typeof en = {
  noSuchTool: (name, near) =>
    `没有名为 ${name} 的工具。${near === undefined ? '`mcm tools` 会列出所有工具。' : `您是指 ${near} 吗？`}`,
  failedInside: '调用在 mcm 内部失败。',
  toolFailed: (tool, plugin) => `${tool} 在 mcm 或其插件 ${plugin} 内部失败。`,
  cancelled: '调用已被取消。',
  cancelledUnsent: '调用在发出任何请求之前已被取消。',
  tooLong: (seconds) => `耗时超过 ${String(seconds)} 秒，已被停止。`,
  tooOften: (tool, perMinute, seconds) =>
    `${tool} 在一分钟内已被调用 ${String(perMinute)} 次；请等待 ${String(seconds)} 秒。`,
  withoutPermit: '在没有许可的情况下到达了电源工具。',
  misfit: (tool, path, message) => `${tool} 返回了其输出格式不允许的内容（${path}：${message}）。`,
  states: (message, before, now) => `${message}操作前的状态：${before}；当前状态：${now}。`,
  untrusted: (file, command) =>
    `mcm 在此处为只读：${file} 未受信任。请先查看该文件，然后在其所在目录运行 \`${command}\`。`,
  readOnly: 'mcm 在此处为只读：它以 readOnly 或 --read-only 启动。',
  excluded: (tool) => `此主机不提供 ${tool}：它已被排除。`,
  generalOnly: (tool) => `此主机不提供 ${tool}，只提供通用工具；通用工具在每个云上都能做同样的事。`,
  noInstanceId: (id, provider, form) => `${id} 不是 ${provider} 的实例 ID；应为：${form}。`,
  noActions: (provider) => `${provider} 在 mcm 中为只读：没有电源操作。`,
  noSuchAction: (provider, action, actions) =>
    `${provider} 没有 ${action}；它支持 ${actions.join('、')}。没有执行其他操作来代替。`,
  forceIsForReboot: 'force：只能与 reboot 一起使用；请去掉它，或使用操作 reboot。',
  noForcedReboot: (provider) => `${provider} 不支持强制 reboot。`,
  policyRefuses: (policy, reason) => `策略 ${policy} 拒绝此操作：${reason}`,
  byPolicy: (reason, policy) => `${reason}（策略 ${policy}）`,
  policyFailed: '该策略执行失败，因此调用被拒绝。',
  policyLate: '该策略未及时答复，因此调用被拒绝。',
  policyNonsense: '该策略的答复不是一个决定，因此调用被拒绝。',
  policyNoReason: '该策略的答复不是一个理由，因此拒绝该实例。',
  policyFailedOn: '该策略执行失败，因此拒绝该实例。',
  policyUncounted: '该策略无法说明此操作会用掉多少额度，因此调用被拒绝。',
  hours: (number) => `${String(number)} 小时`,
  minutes: (number) => `${String(number)} 分钟`,
  tooMany: (before, span, count, next) =>
    `在 ${span}内已发出 ${String(before)} 次电源操作，上限为 ${String(count)} 次。${next === undefined ? '' : `下一次可在 ${next} 之后发出。`}`,
  needsState: (status, states) => `实例当前状态为 ${status}；此操作要求状态为 ${states.join(' 或 ')}。`,
  stateUnknown: 'mcm 不知道它的状态。',
  production: {
    tags: '它被标记为生产环境，依据是其标签。',
    name: '它被标记为生产环境，依据是其名称。',
    hostname: '它被标记为生产环境，依据是其主机名（hostname）。',
    host_name: '它被标记为生产环境，依据是其主机名（host name）。',
    label: '它被标记为生产环境，依据是其标注（label）。',
  },
  large: (vcpus, gib) => {
    const size = [
      ...(vcpus === undefined ? [] : [`${String(vcpus)} 个 vCPU`]),
      ...(gib === undefined ? [] : [`${String(gib)} GiB`]),
    ];
    return `它是一台大型实例${size.length > 0 ? `（${size.join('、')}）` : ''}。`;
  },
  underWay: '该实例上另一项电源操作正在进行。未执行任何操作。',
  lostTurn: '此调用在发出任何请求之前失去了对该实例的操作权。未执行任何操作。',
  gone: '该实例已不存在。未执行任何操作。',
  changed: (facts) => `在检查与执行之间实例发生了变化（${facts.join('、')}）。未执行任何操作。`,
  noAudit: '无法写入审计记录，因此拒绝电源操作。未执行任何操作。',
  dryRunPassed: '试运行：所有检查均已通过，该操作本会发出。未执行任何操作。',
  dryRunArguments: '试运行：目前检查均已通过；接下来会要求给出确认值。未执行任何操作。',
  dryRunPerson: '试运行：目前检查均已通过；接下来会询问一个人。未执行任何操作。',
  reportIt: '请报告给该插件的作者。',
  reportToAuthor: (plugin) => `请报告给插件 ${plugin} 的作者。`,
};
