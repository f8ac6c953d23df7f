import { describe, expect, it } from '@jest/globals';
import { confirm, allow, deny } from 'multi-cloud-manager/plugin';
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
        { ...allow(), by },
        { ...deny('no'), by },
      ]),
    ).toBe('arguments');
    expect(
      requiredLevel([
        { ...confirm('arguments', 'x'), by },
        { ...confirm('human', 'y'), by },
      ]),
    ).toBe('human');
  });

  it('is the strongest where one is not known', () => {
    const odd = { decision: 'confirm', level: 'maybe', reason: 'x', by: 'test' } as unknown as AuditDecision;
    expect(requiredLevel([odd])).toBe('human');
  });
});
