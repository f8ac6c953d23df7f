import type { doctorMachine as en } from '../en/doctor-machine.js';

export const doctorMachine: typeof en = {
  clock: {
    set: {
      linux:
        '请校准时钟：以 root 身份运行 `timedatectl set-ntp true`；在虚拟机或容器中，请在其宿主机上操作。',
      darwin: '请校准时钟：在“系统设置”的“通用”、“日期与时间”中选择自动设置。',
      win32: '请校准时钟：以管理员身份运行 `w32tm /resync`，或打开“设置”、“时间和语言”。',
      other: '请校准时钟，并开启时间同步。',
    },
    beforeInstalled: (now) => `时钟显示为 ${now}，早于 mcm 在此处安装的时间。`,
    nothingToCompare: (now) => `时钟显示为 ${now}。没有任何云作出应答，因此无从比较。`,
    agrees: '与作出应答的云一致，误差在半分钟以内。',
    seconds: (count) => `${String(count)} 秒`,
    minutes: (count) => `${String(count)} 分钟`,
    behind: (span) => `时钟比作出应答的云慢 ${span}`,
    ahead: (span) => `时钟比作出应答的云快 ${span}`,
    notable: (found) => `${found}；达到五分钟就过大了。`,
    refused: (found) => `${found}；签名请求会因此被拒绝。`,
  },
  state: {
    follow: '请按提示处理；在此之前 mcm 拒绝电源操作，也不保存审计记录。',
    cannotWrite: (directory, code) => `${directory} 不可写（${code}）。`,
    cannotMake: (directory, place, code) => `无法创建 ${directory}：${place} 不可写（${code}）。`,
    makeWritable: (place) => `请让您的用户可以写入 ${place}，或将 MCM_STATE_DIR 设为您自己的目录。`,
    notYet: (directory) => `${directory} 尚不存在；需要时会自动创建。`,
    open: (directory, mode) => `${directory} 的权限为 ${mode}：这台机器上的其他用户可以查看其内容。`,
    run: (command) => `请运行 \`${command}\`。`,
    well: (directory) => `${directory} 为您独有，且可写。`,
    shared: (directory, system) =>
      `${directory} 位于通过网络共享的文件系统（${system}）；mcm 的锁只适用于单台机器的磁盘。`,
    ownDisk: '请将 MCM_STATE_DIR 设为这台机器磁盘上的目录。多台机器之间通过插件（`stateStore`）共享状态。',
    free: (mib) => `可用空间 ${String(mib)} MiB。`,
    scarce: (directory, mib) =>
      `${directory} 的可用空间为 ${String(mib)} MiB；没有空间写入审计记录时，mcm 拒绝电源操作。`,
    makeRoom: '请腾出空间，或在配置中设置 `audit.keepDays`，以便删除旧的审计记录。',
  },
  held: {
    locked: (targets) => `因多次确认错误而锁定：${targets.join('、')}。`,
    unlock: '请等待 15 分钟，或由人运行 `mcm unlock`。',
    left: (targets) => `进程结束时电源操作尚未完成：${targets.join('、')}。`,
    lookAtServer: '请查看服务器本身。下一次操作不会等待它；`mcm unlock` 可清除该标记。',
    nothingLocked: '没有服务器被锁定。',
    underWay: (targets) => `正在进行：${targets.join('、')}。没有服务器被锁定。`,
    nothingWaits: '没有等待人处理的请求。',
    request: (action, target) => `对 ${target} 执行 ${action}`,
    waiting: (requests) => `等待人处理：${requests.join('、')}。`,
    approve: '请在终端中运行 `mcm approve`，或等待其过期。',
    unreadable: '请按提示处理。状态无法读取期间，mcm 拒绝一切电源操作。',
  },
  audit: {
    cannotWrite: '请按提示处理；审计记录无法写入期间，mcm 拒绝电源操作。',
    none: (directory) => `${directory} 中尚无记录。`,
    tooLong: (directory) => `${directory} 中最新的链较长，因此未逐条检查。`,
    verify: '`mcm audit verify` 可完成该检查。',
    well: (records, last) =>
      `最新的链与 mcm 写入时一致：共 ${String(records)} 条记录${last === undefined ? '' : `，最后一条的时间为 ${last}`}。`,
    bad: (chain, file, reason) => `最新的链 ${chain} 与 mcm 写入时不一致：${file}：${reason}。`,
    keepCopy: (directory) => `请首先备份 ${directory}；\`mcm audit verify\` 会列出所有问题。`,
  },
};
