import { defineConfig } from 'multi-cloud-manager';
import { allowTargets, requireHuman } from 'multi-cloud-manager/policies';

export default defineConfig({
  policies: [
    allowTargets({ targets: [{ provider: 'digitalocean' }, { tag: 'mcm=yes' }] }),
    requireHuman({ actions: ['power_off', 'shutdown'] }),
    './known-owner.ts',
    './runbook.ts',
  ],
});
