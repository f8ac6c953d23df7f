import { SECRETS } from './canary-clouds.js';

const quoted = JSON.stringify(SECRETS['digitalocean: token in the config']);
const plain = SECRETS['digitalocean: token from a program'];
const json = (config: string): string => `{"plugins":[{"use":"digitalocean","config":${config}}]}`;
const yaml = (line: string): string => `plugins:\n  - use: digitalocean\n    config:\n      ${line}\n`;

/** Configs that hold a secret and are wrong, so that something has to be said of them: what is wrong, the file's name, its text. */
export const WRONG_CONFIGS: readonly (readonly [what: string, name: string, text: string])[] = [
  ['broken JSON', 'a.json', json(`{"token":${quoted}]}`)],
  ['JSON that breaks off', 'b.json', json(`{"token":"${plain}`).slice(0, -3)],
  ['an unquoted value', 'c.json', json(`{"token":${plain}}`)],
  ['YAML with a wrong indent', 'd.yaml', `${yaml(`token: ${quoted}`)}   x: 1\n`],
  ['YAML that takes it for an alias', 'e.yaml', yaml(`token: *${plain}`)],
  ['YAML that takes it for a tag', 'f.yaml', yaml(`token: !${plain} x`)],
  ['YAML that takes it for a handle', 'g.yaml', yaml(`token: !${plain}!${plain} x`)],
  ['YAML with it as a directive', 'h.yaml', `%${plain} x\n---\n${yaml('token: 1')}`],
  ['YAML with it twice as a key', 'i.yaml', yaml(`${plain}: 1\n      ${plain}: 2`)],
  ['a wrong type', 'j.json', json(`{"token":[${quoted}]}`)],
  [
    'a wrong place',
    'k.json',
    json(`{"endpoint":${quoted},"token":${quoted}}`).replace('}]}', `}],"logLevel":${quoted}}`),
  ],
  ['a wrong reference', 'l.json', json(`{"token":{"literal":${quoted}}}`)],
  ['two of one kind', 'm.json', json(`{"token":${quoted},"accounts":[{"name":"a","token":${quoted}}]}`)],
  ['a proxy that is none', 'n.json', `{"http":{"proxy":"socks5://u:${plain}@127.0.0.1:9"}}`],
  [
    'a broken line in code',
    'o.mjs',
    `export default { plugins: [{ use: 'digitalocean', config: { token: '${plain}' } ]`,
  ],
  ['code with it unquoted', 'p.ts', `export default { plugins: [{ config: { token: a${plain}-x y } }] }`],
];

/** Configs that are right and hold a secret. */
export const RIGHT_CONFIGS: readonly (readonly [name: string, text: string])[] = [
  ['q.json', json(`{"token":${quoted}}`)],
  ['r.yaml', yaml(`token: ${quoted}`)],
  ['s.ts', `export default ${json(`{"token":${quoted}}`)} as const;\n`],
  ['t.mjs', `export default ${json(`{"token":${quoted}}`)};\n`],
];
