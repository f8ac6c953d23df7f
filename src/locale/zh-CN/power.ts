import type { power as en } from '../en/power.js';

export const power: typeof en = {
  notIssued: '该许可不是由此主机签发的。未发出任何请求。',
  used: '该许可此前已被使用；一个许可只对应一次请求。未发出任何请求。',
  ended: '该许可所属的调用已结束。未发出任何请求。',
  ofAnother: (owner, user) => `${owner} 的许可被 ${user} 使用。未发出任何请求。`,
  undeclared: (variant) => `该插件没有为 ${variant} 声明请求。未发出任何请求。`,
  faulty: (variant, fault) => `该插件为 ${variant} 声明的请求${fault}，因此不会发出。未执行任何操作。`,
  faults: {
    odd: (key) => `含有任何请求都没有的 ${key}`,
    method: '必须是 POST 或 PUT',
    path: '必须有位于 API 之下的普通路径',
    id: '必须在路径中以 {id} 指明实例',
    query: '的查询参数必须是普通文本',
    body: '的正文必须是对象',
    foreign: (word) => `含有与电源无关的 ${word}`,
  },
};
