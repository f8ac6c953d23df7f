import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monitoringOf } from '../../src/plugin/monitoring.js';
import { shownOf } from '../../src/chart/answer.js';

const instance = { provider: 'acme', id: 'i-1', name: 'web' } as never;
const answered = (points: readonly (readonly [number, number])[]) => ({
  content: [{ type: 'text', text: 'web (i-1), last hour' }],
  structuredContent: monitoringOf(instance, 1, {
    series: [{ name: 'cpu_used', unit: 'percent', points }],
    resolutionSeconds: 60,
    notes: ['No agent is installed.'],
  }),
});

describe('what a monitoring tool answered', () => {
  it('is shown as it is', () => {
    expect(
      shownOf(
        answered([
          [0, 1],
          [60, 3],
        ]),
      ),
    ).toEqual({
      kind: 'monitoring',
      monitoring: {
        name: 'web',
        instanceId: 'i-1',
        hours: 1,
        resolution: 60,
        notes: ['No agent is installed.'],
        series: [
          {
            name: 'cpu_used',
            unit: 'percent',
            min: 1,
            avg: 2,
            max: 3,
            last: 3,
            points: [
              [0, 1],
              [60, 3],
            ],
          },
        ],
      },
    });
  });

  it('is without what is no point, and in order of time', () => {
    const points = [[60, 1], ['x', 2], [0, 5], [1, null], [1, 2, 3], 'no'];
    const shown = shownOf({ structuredContent: { hours: 1, series: [{ points }], notes: 'none' } });
    expect(shown).toMatchObject({
      monitoring: {
        name: '',
        notes: [],
        resolution: undefined,
        series: [
          {
            points: [
              [0, 5],
              [60, 1],
            ],
          },
        ],
      },
    });
  });

  it.each<[string, unknown, string, boolean]>([
    [
      'an error, with what to do',
      {
        isError: true,
        content: [{ type: 'text', text: 'x' }],
        structuredContent: {
          error: { code: 'RESOURCE_NOT_FOUND', message: 'No such server.', suggestion: 'Check the id.' },
        },
      },
      'No such server. Check the id.',
      true,
    ],
    [
      'an error without structure',
      { isError: true, content: [{ type: 'text', text: 'It broke.' }] },
      'It broke.',
      true,
    ],
    [
      'a challenge',
      {
        content: [{ type: 'text', text: 'Confirm it.' }],
        structuredContent: { status: 'confirmation_required' },
      },
      'Confirm it.',
      false,
    ],
    ['nothing', {}, 'The answer has nothing to show.', false],
    ['what is no result', null, 'The answer has nothing to show.', false],
  ])('that is %s is a sentence', (_, result, text, failed) => {
    expect(shownOf(result)).toEqual({ kind: 'message', text, failed });
  });

  it('never breaks the page, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (series, error) => {
        expect(shownOf({ structuredContent: { hours: 1, series, error } }).kind).toMatch(
          /^(monitoring|message)$/,
        );
      }),
    );
  });
});
