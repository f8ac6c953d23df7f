import type { policyTest as en } from '../en/policy-test.js';

export const policyTest: typeof en = {
  extension: (file) => `${file}：用例须写在 .yaml、.yml 或 .json 文件中。`,
  cannotBeRead: (file, code) => `无法读取 ${file}（${code}）。`,
  failed: (file) => `无法读取 ${file}（读取失败）。`,
  noPolicies: (file) => `${file} 中没有策略，因此没有可测试的内容。`,
  noPoliciesByDefault: '默认配置中没有策略，因此没有可测试的内容。',
  notRun: (middleware) => `未运行中间件 ${middleware}。`,
  counts: (passed, failed) => `${String(passed)} 个通过，${String(failed)} 个失败`,
  marks: { passed: '通过', failed: '失败' },
  expected: (decision) => `预期 ${decision}`,
  notAsked: '未询问',
  by: (policy) => `来自 ${policy}`,
  because: (reason) => `原因 ${reason}`,
};
