import { allow, definePolicy, deny, sentences, type Policy } from 'multi-cloud-manager/plugin';

const say = sentences(
  { frozen: (until: string) => `Nothing is switched before ${until}: a release is under way.` },
  { 'zh-CN': { frozen: (until) => `正在发布版本，${until} 之前不得操作电源。` } },
);

/** No power action before a time. Options: `{ until: '2026-02-01T08:00:00Z' }`. */
export default function freeze({ until }: { until: string }): Policy {
  const end = new Date(until);
  return definePolicy({
    name: 'freeze',
    evaluate({ tool, time }) {
      const frozen = tool.access === 'power' && time < end;
      return frozen ? deny(say((words) => words.frozen(until))) : allow();
    },
  });
}
