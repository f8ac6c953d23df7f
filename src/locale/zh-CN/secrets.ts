import type { secrets as en } from '../en/secrets.js';

export const secrets: typeof en = {
  empty: '配置中的一个密钥为空。',
  notSet: (variable) => `未设置 ${variable}。`,
  noFile: (file) => `文件 ${file} 无法读取，或为空。`,
  printedNothing: (program) => `程序 ${program} 没有输出任何内容。`,
  programFailed: (program, code) => `提供密钥的程序 ${program} 执行失败（${code}）。`,
  runByHand: '请手动运行它以查明原因。',
  execKey: '密钥来源 exec 的键是以 JSON 文本列表写成的命令行；请改写为 `{ exec: [program, argument, …] }`。',
  noSource: (source) => `没有密钥来源 ${source}。`,
  lacks: (source, key) => `密钥来源 ${source} 中没有 ${key}。`,
  late: (source) => `密钥来源 ${source} 耗时超过 30 秒。`,
  failed: (source, key, kind) => `密钥来源 ${source} 在读取 ${key} 时失败（${kind}）。`,
  notRepeated: '它给出的信息可能引用了密钥，因此不予复述。请让其作者给出一句说明。',
};
