import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { denyTargets } from 'multi-cloud-manager/policies';
import { TestClock } from '../fixtures/clock.js';
import { NOBODYS, SECRETS, startCanaryClouds, type Asked } from './canary-clouds.js';
import { tapHost } from './tap.js';

/** Whether a call is about instances that there are. */
const isAboutSome = ([tool, input]: Asked): boolean =>
  tool !== 'check_provider_availability' && input['ip_address'] !== NOBODYS;

describe('what a policy denies, on every cloud that comes with mcm [RULE:DENIED-TARGETS]', () => {
  it('is told by none of their tools', async () => {
    const clock = TestClock.running(new Date().toISOString());
    const directory = await mkdtemp(join(tmpdir(), 'mcm-bounds-'));
    const clouds = await startCanaryClouds(directory, clock);
    const host = await tapHost({
      config: { ...clouds.config, policies: [denyTargets({ targets: [{ name: '*' }] })] },
      directory,
      env: { ...clouds.env, CANARY_VULTR: SECRETS['vultr: key in an env file'] },
      clock,
    });
    const asked = clouds.targets.flatMap(({ reads, powers }) => [...reads, ...powers]).filter(isAboutSome);
    const told: string[] = [];
    try {
      for (const [tool, input] of asked) {
        const { code, content } = await host.call(tool, input);
        const hidden = tool.startsWith('list_')
          ? JSON.stringify(content['instances']) === '[]' && content['withheld'] !== undefined
          : code === 'POLICY_DENIED';
        if (!hidden) told.push(`${tool} ${JSON.stringify(input)}: ${code ?? JSON.stringify(content)}`);
      }
      for (const { simulator } of clouds.targets) expect(simulator.journal.mutations()).toEqual([]);
    } finally {
      await host.close();
      await clouds.close();
      await rm(directory, { recursive: true, force: true });
    }
    expect(told).toEqual([]);
    expect(asked.length).toBeGreaterThan(20);
  });
});
