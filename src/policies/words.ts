import { sentences } from 'multi-cloud-manager/plugin';

const DAYS = { mon: '周一', tue: '周二', wed: '周三', thu: '周四', fri: '周五', sat: '周六', sun: '周日' };
type Day = keyof typeof DAYS;

/** What the ready-made policies say. */
export const say = sentences(
  {
    notWithin: 'The instance is not among those that are within bounds here.',
    outOfBounds: (target: string) => `The instance is out of bounds here (${target}).`,
    window: (days: readonly Day[], hours: string) =>
      `${days.length === 7 ? 'every day' : days.join(' ')} ${hours}`,
    outside: (day: Day, time: string, timeZone: string, windows: readonly string[]) =>
      `It is ${day} ${time} in ${timeZone}, outside the change windows (${windows.join('; ')}).`,
    whyNow: (sentence: string) => `${sentence} Say in \`reason\` why it cannot wait.`,
    aPerson: 'A person has to confirm this here.',
    sayWhy: (advice: string) => `Say why in \`reason\`.${advice}`,
    notAsItHasToBe: (advice: string) => `The \`reason\` is not as it has to be.${advice}`,
    hint: (hint: string) => ` ${hint}`,
    hasToFit: (pattern: string) => ` It has to fit ${pattern}.`,
  },
  {
    'zh-CN': {
      notWithin: '该实例不在此处允许的范围之内。',
      outOfBounds: (target) => `该实例在此处不可操作（${target}）。`,
      window: (days, hours) =>
        `${days.length === 7 ? '每天' : days.map((day) => DAYS[day]).join('、')} ${hours}`,
      outside: (day, time, timeZone, windows) =>
        `${timeZone} 现在是${DAYS[day]} ${time}，不在变更窗口之内（${windows.join('；')}）。`,
      whyNow: (sentence) => `${sentence}请在 \`reason\` 中说明为什么不能等。`,
      aPerson: '在此处，此操作必须由人确认。',
      sayWhy: (advice) => `请在 \`reason\` 中说明原因。${advice}`,
      notAsItHasToBe: (advice) => `\`reason\` 不符合要求。${advice}`,
      hint: (hint) => hint,
      hasToFit: (pattern) => `它必须符合 ${pattern}。`,
    },
  },
);
