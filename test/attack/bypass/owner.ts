import { rm } from 'node:fs/promises';
import { expect } from '@jest/globals';
import { theStored, type Entry } from './stored.js';
import type { Way } from './way.js';
import { APP, DATABASE } from './world.js';

const SENT = /^(in_progress|completed)$/;

/**
 * What files cannot keep from the user that they belong to: docs/safety.md says so, and how to run mcm as another one. Each of these
 * reaches a cloud, so that nobody takes the state directory for more than it is.
 */
export const OWNER: readonly Way[] = [
  {
    name: 'write an approval by hand, with everything right',
    async go(bench) {
      const { ada, stateDir } = await bench.on(DATABASE);
      await ada.restart(DATABASE);
      const stored = await theStored(stateDir);
      const entry = await stored.read();
      const by = { id: 'eve', source: 'terminal', groups: [], authenticated: false };
      const value: Entry['value'] = { ...entry.value, status: 'granted', by, values: DATABASE.right };
      await stored.write({ ...entry, value });
      expect(await ada.restart(DATABASE)).toMatch(SENT);
    },
  },
  {
    name: 'remove the count of wrong confirmations, and with it the lock',
    async go(bench) {
      const { ada, stateDir } = await bench.on(APP);
      for (let time = 0; time < 3; time += 1)
        await ada.restart(APP, { ...APP.right, name_confirmation: 'app-2' });
      expect(await ada.restart(APP, APP.right)).toBe('POWER_LOCKED');
      await rm((await theStored(stateDir, 'failures')).key, { recursive: true });
      expect(await ada.restart(APP, APP.right)).toMatch(SENT);
    },
  },
];
