import { allow, confirm, definePolicy, type Policy } from 'multi-cloud-manager/plugin';

/** Between two hours (UTC) a person has to confirm every power action. Options: `{ from: 22, to: 6 }`. */
export default function quietHours({ from, to }: { from: number; to: number }): Policy {
  return definePolicy({
    name: 'quiet-hours',
    evaluate({ tool, time }) {
      const hour = time.getUTCHours();
      const quiet = from <= to ? hour >= from && hour < to : hour >= from || hour < to;
      return tool.access === 'power' && quiet ? confirm('human', 'These are quiet hours.') : allow();
    },
  });
}
