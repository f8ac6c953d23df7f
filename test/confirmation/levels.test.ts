import { describe, expect, it } from '@jest/globals';
import type { AuditDecision } from '../../src/audit/record.js';
import { requiredLevel, strongest } from '../../src/confirmation/levels.js';

describe('the level of confirmation', () => {
  it('is the strongest of all, and never below the three arguments', () => {
    expect(strongest([])).toBe('arguments');
    expect(strongest(['arguments', 'human', 'arguments'])).toBe('human');
  });

  it('comes from the decisions that ask to confirm', () => {
    const by = 'test';
    expect(
      requiredLevel([
        { decision: 'allow', by },
        { decision: 'deny', reason: 'no', by },
      ]),
    ).toBe('arguments');
    expect(
      requiredLevel([
        { decision: 'confirm', level: 'arguments', reason: 'x', by },
        { decision: 'confirm', level: 'human', reason: 'y', by },
      ]),
    ).toBe('human');
  });

  it('is the strongest where one is not known', () => {
    const odd = { decision: 'confirm', level: 'maybe', reason: 'x', by: 'test' } as unknown as AuditDecision;
    expect(requiredLevel([odd])).toBe('human');
  });
});
