import { describe, expect, it } from '@jest/globals';
import type { PowerProgress, PowerVariant } from 'multi-cloud-manager/plugin';
import { judge, type Trace } from '../../plugins/alibaba/following.js';

const LAST: PowerProgress = { state: 'in_progress', requestId: 'A' };

/** Looks at these statuses one after the other, so many seconds after the request. */
function follow(
  variant: PowerVariant,
  before: string,
  looks: readonly (readonly [number, string])[],
): string[] {
  const trace: Trace = { sentAt: 0, before, left: false };
  return looks.map(
    ([second, status]) => judge({ variant }, trace, status, LAST, new Date(second * 1000)).state,
  );
}

describe('following an action by the status of its instance', () => {
  it.each<[PowerVariant, string, [number, string][], string[]]>([
    [
      'power_on',
      'Stopped',
      [
        [1, 'Stopped'],
        [2, 'Starting'],
        [9, 'Running'],
      ],
      ['in_progress', 'in_progress', 'completed'],
    ],
    [
      'power_on',
      'Stopped',
      [
        [1, 'Starting'],
        [9, 'Stopped'],
      ],
      ['in_progress', 'errored'],
    ],
    [
      'power_off',
      'Running',
      [
        [1, 'Running'],
        [2, 'Stopping'],
        [9, 'Stopped'],
      ],
      ['in_progress', 'in_progress', 'completed'],
    ],
    [
      'shutdown',
      'Running',
      [
        [1, 'Stopping'],
        [300, 'Running'],
      ],
      ['in_progress', 'errored'],
    ],
    [
      'reboot',
      'Running',
      [
        [1, 'Running'],
        [44, 'Running'],
        [46, 'Running'],
      ],
      ['in_progress', 'in_progress', 'completed'],
    ],
    [
      'reboot',
      'Running',
      [
        [1, 'Starting'],
        [9, 'Running'],
      ],
      ['in_progress', 'completed'],
    ],
    [
      'force_reboot',
      'Running',
      [
        [1, 'Stopping'],
        [60, 'Stopped'],
        [90, 'Running'],
      ],
      ['in_progress', 'in_progress', 'completed'],
    ],
  ])('%s of one that was %s, seen %j', (variant, before, looks, states) => {
    expect(follow(variant, before, looks)).toEqual(states);
  });
});
