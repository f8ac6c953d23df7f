/**
 * Who may import whom. ESLint holds it while one types (import-rule.mjs), the architecture tests in `npm test`.
 *
 * A room is a folder of src/, a plugin's folder, or one of the files directly in src/.
 */

/**
 * For each room of src/: the other rooms it may import. Everyone may import `plugin` and `version`; `*` means any
 * room but the ones in `closed`.
 *
 * @type {Readonly<Record<string, readonly string[] | '*'>>}
 */
export const rooms = {
  // What everyone builds on.
  plugin: [],
  version: [],
  integrity: [],
  text: [],
  locale: [],
  validation: ['locale', 'text'],
  state: ['config', 'locale'],
  audit: ['locale', 'state', 'text'],
  call: ['audit', 'state'],
  config: ['audit', 'locale', 'state', 'text', 'validation'],
  clients: ['config', 'locale'],
  installed: ['config', 'integrity', 'locale', 'state', 'text'],
  // What is there before the first start, and the config that comes of it.
  init: ['config', 'confirmation', 'locale', 'middleware', 'state', 'text'],
  // What the host does for every provider.
  power: ['locale', 'state'],
  http: ['call', 'locale', 'power', 'text'],
  log: ['audit', 'call', 'text'],
  telemetry: ['call', 'http'],
  fleet: ['call', 'locale', 'power', 'state', 'text'],
  // The way of a call.
  confirmation: ['audit', 'call', 'fleet', 'locale', 'state', 'text'],
  middleware: ['audit', 'call', 'confirmation', 'fleet', 'locale', 'power', 'state', 'text', 'validation'],
  pipeline: [
    'audit',
    'call',
    'confirmation',
    'fleet',
    'locale',
    'middleware',
    'power',
    'state',
    'telemetry',
    'text',
    'validation',
  ],
  // What stands at the doors.
  tools: [],
  policies: [],
  resources: ['call', 'text'],
  prompts: ['call', 'text'],
  // What a browser runs; of it the program knows the finished page alone.
  chart: [],
  mcp: ['call', 'chart', 'confirmation', 'pipeline', 'prompts', 'resources', 'text', 'validation'],
  host: '*',
  lint: '*',
  doctor: '*',
  index: '*',
  testing: '*',
  cli: '*',
  // What is started, and loads the built program.
  boot: [],
};

/** Rooms that only the named ones may import. */
const closed = Object.freeze({
  boot: [],
  cli: [],
  host: ['cli', 'doctor', 'lint', 'testing', 'index'],
  lint: ['cli'],
  doctor: ['cli'],
  init: ['cli'],
  index: ['cli', 'host', 'testing'],
  mcp: ['cli', 'doctor', 'testing', 'host', 'index'],
  testing: ['cli'],
});

/**
 * Packages that only the named rooms (or files) may import.
 *
 * @type {readonly { readonly name: RegExp, readonly only: RegExp }[]}
 */
const reservedPackages = [
  { name: /^@modelcontextprotocol\/sdk\/client\b/, only: /^src\/(testing\/|cli\/demo)/ },
  { name: /^@opentelemetry\//, only: /^src\/telemetry\// },
  { name: /^pino(-pretty)?$/, only: /^src\/log\// },
  { name: /^@modelcontextprotocol\//, only: /^src\/(mcp\/|testing\/|cli\/demo)/ },
];

/** All that src/plugin may import, so that what plugin authors build on stays small. */
const pluginRoomPackages = new Set(['zod', 'tsyringe', 'reflect-metadata', 'node:http', 'node:https']);

/**
 * The room of a file, or undefined for one that is in none (tests, scripts).
 *
 * @param {string} file a path from the root, with `/`
 * @returns {string | undefined}
 */
export function roomOf(file) {
  const [top, second] = file.split('/');
  if (second === undefined) return undefined;
  if (top === 'plugins') return `plugins/${second}`;
  return top === 'src' ? second.replace(/\.ts$/, '') : undefined;
}

/**
 * Why `from` may not import `to`; undefined if it may.
 *
 * @param {string} from the importing file, from the root, with `/`
 * @param {string} to a file likewise, or a package's name as it is imported
 * @returns {string | undefined}
 */
export function refusal(from, to) {
  const room = roomOf(from);
  if (room === undefined) return undefined;
  const target = roomOf(to);
  const inside = /^(src|plugins|test|bench|scripts)\//.test(to);
  if (!inside) return refusedPackage(from, room, to);
  if (target === undefined) return `the program does not import ${to}`;
  if (target === room) return undefined;
  return room.startsWith('plugins/') ? refusedToPlugin(room) : refusedRoom(room, to, target);
}

/** @param {string} room */
function refusedToPlugin(room) {
  return `${room} imports multi-cloud-manager/plugin, libraries and its own folder, as a stranger's plugin would`;
}

/**
 * @param {string} from
 * @param {string} room
 * @param {string} name
 */
function refusedPackage(from, room, name) {
  if (name === 'multi-cloud-manager/plugin') {
    return room === 'plugin' ? 'src/plugin imports nothing of ours' : undefined;
  }
  if (name === 'multi-cloud-manager/testing') {
    return /^plugins\/[^/]+\/simulator(\.ts$|\/)/.test(from)
      ? undefined
      : "only a plugin's simulator imports multi-cloud-manager/testing";
  }
  if (/^multi-cloud-manager(\/|$)/.test(name)) return `${name} is for users of the package`;
  if (room === 'plugin' && !pluginRoomPackages.has(name)) {
    return `src/plugin imports ${[...pluginRoomPackages].join(', ')} only`;
  }
  const reserved = reservedPackages.find((entry) => entry.name.test(name));
  if (reserved === undefined || reserved.only.test(from)) return undefined;
  return `${name} is imported by ${reserved.only.source} only`;
}

/**
 * @param {string} room
 * @param {string} to
 * @param {string} target
 */
function refusedRoom(room, to, target) {
  const allowed = rooms[room];
  if (allowed === undefined) return `src/${room} is no known room: say in rooms.mjs whom it may import`;
  if (target.startsWith('plugins/')) {
    if (room === 'host') return undefined;
    return room === 'cli' && /^plugins\/[^/]+\/simulator(\.ts$|\/)/.test(to)
      ? undefined
      : `only src/host imports a plugin (and src/cli a simulator)`;
  }
  if (target === 'plugin' || target === 'version') {
    return room === 'plugin' ? 'src/plugin imports nothing of ours' : undefined;
  }
  const callers = /** @type {Readonly<Record<string, readonly string[]>>} */ (closed)[target];
  if (callers !== undefined && !callers.includes(room)) {
    return `src/${target} is imported by ${callers.map((name) => `src/${name}`).join(', ') || 'nobody'} only`;
  }
  if (allowed === '*' || allowed.includes(target)) return undefined;
  return `src/${room} may import ${['plugin', ...allowed].map((name) => `src/${name}`).join(', ')}`;
}
