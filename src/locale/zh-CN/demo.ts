import type { demo as en } from '../en/demo.js';

export const demo: typeof en = {
  connected: (version, tools) =>
    `已通过 stdio 连接到 multi-cloud-manager ${version}：${String(tools)} 个工具。`,
  nothingLeaves: '这些云都是本机上的模拟器；没有任何内容离开本机。',
  steps: {
    status: 'mcm 状态如何？',
    list: '每个云上都有什么？',
    address: '这个 IP 属于谁？',
    elastic: '这个呢：服务器前面的弹性公网 IP？',
    ipv6: '这个呢：IPv6 的另一种写法？',
    metrics: '它的运行情况如何？',
    unconfirmed: '对它执行 reboot，不带确认',
    wrongName: '对它执行 reboot，名称有误',
    confirmed: '对它执行 reboot，已确认',
    production: '对生产数据库执行 reboot：仅凭模型给出的值是不够的',
    readOnly: '停止 AWS 上的一台服务器：mcm 在那里只读',
    history: '执行了什么，拒绝了什么？',
  },
  asks: '服务通过客户端询问一个人：',
  declines: '本演示中的人拒绝了。',
  trail: '审计记录',
  verified: '已验证：每条记录都与写入时一致。',
  notVerified: '与写入时不一致。',
  sent: (requests) => `到达云端的电源请求：${String(requests)}`,
  failure: (what) => `不符合预期：${what}`,
  aVerifiedTrail: '审计记录通过验证',
  oneRequest: '电源请求恰好一次',
};
