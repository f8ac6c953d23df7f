/** Preloaded with `node --import`: writes how many zod schemas and proxies were made into the file that MCM_TEST_COUNTED names. */
import { writeFileSync } from 'node:fs';

const counts = { schemas: 0, standIns: 0 };

const { defineProperty } = Object;
/** @type {typeof Object.defineProperty} */
Object.defineProperty = (object, key, property) => {
  // Every schema of zod has it; so has a check, which has no type.
  if (key === '_zod' && property.value?.def?.type !== undefined) counts.schemas += 1;
  return defineProperty(object, key, property);
};

globalThis.Proxy = new Proxy(Proxy, {
  construct(target, given) {
    counts.standIns += 1;
    return Reflect.construct(target, given);
  },
});

process.on('exit', () => {
  writeFileSync(process.env['MCM_TEST_COUNTED'] ?? '', JSON.stringify(counts));
});
