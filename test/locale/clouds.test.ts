import { describe, expect, it } from '@jest/globals';
import {
  LOCALES,
  POWER_ACTIONS,
  textIn,
  type Instance,
  type Locale,
  type PowerAction,
  type PowerVariant,
  type Text,
} from 'multi-cloud-manager/plugin';
import { consequencesOf as ofOpenStack } from '../../examples/plugin-openstack/src/consequences.js';
import * as openstack from '../../examples/plugin-openstack/src/words.js';
import { consequencesOf as ofAlibaba } from '../../plugins/alibaba/consequences.js';
import { LEAST_PRIVILEGE as leastOfAlibaba } from '../../plugins/alibaba/least-privilege.js';
import * as alibaba from '../../plugins/alibaba/words.js';
import { LEAST_PRIVILEGE as leastOfAws } from '../../plugins/aws/least-privilege.js';
import * as aws from '../../plugins/aws/words.js';
import { consequencesOf as ofDigitalOcean } from '../../plugins/digitalocean/consequences.js';
import { LEAST_PRIVILEGE as leastOfDigitalOcean } from '../../plugins/digitalocean/least-privilege.js';
import * as digitalocean from '../../plugins/digitalocean/words.js';
import { consequencesOf as ofVultr } from '../../plugins/vultr/consequences.js';
import { LEAST_PRIVILEGE as leastOfVultr } from '../../plugins/vultr/least-privilege.js';
import * as vultr from '../../plugins/vultr/words.js';
import { server } from '../fixtures/acme.js';
import { OPERATION_WORDS } from '../fixtures/operation-words.js';
import { HAN, sameSentences } from './same-sentences.js';

const CLOUDS = { alibaba, aws, digitalocean, openstack, vultr };

describe.each(Object.entries(CLOUDS))('the words of %s', (_, { en, zhCN }) => {
  sameSentences(en, zhCN);
});

type ConsequencesOf = (action: PowerAction, force: boolean, instance: Instance) => readonly Text[];

const VARIANTS: readonly PowerVariant[] = [...POWER_ACTIONS, 'force_reboot'];
const NO_SHUTDOWN = VARIANTS.filter((variant) => variant !== 'shutdown');

/** With whatever an instance can have that makes for another sentence. AWS is only read. */
const CONSEQUENCES: readonly (readonly [
  string,
  readonly PowerVariant[],
  ConsequencesOf,
  Partial<Instance>,
])[] = [
  ['alibaba', VARIANTS, ofAlibaba, { details: { stopped_mode: 'StopCharging', gpus: '1 × NVIDIA' } }],
  ['digitalocean', VARIANTS, ofDigitalOcean, { type: 'gpu-h100x1-80gb' }],
  ['openstack', NO_SHUTDOWN, ofOpenStack, {}],
  ['vultr', NO_SHUTDOWN, (action, _, instance) => ofVultr(action, instance), { type: 'vcg-a16-2c-8g-2vram' }],
];
const EVERY = CONSEQUENCES.flatMap(([cloud, variants, of, facts]) =>
  LOCALES.flatMap((locale) => variants.map((variant) => [cloud, variant, locale, of, facts] as const)),
);

function said(of: ConsequencesOf, variant: PowerVariant, facts: Partial<Instance>, locale: Locale) {
  const [action, force] = variant === 'force_reboot' ? (['reboot', true] as const) : [variant, false];
  return of(action, force, server({ id: 'i-1', ...facts })).map((text) => textIn(text, locale));
}

describe('the consequences [RULE:NEVER-THE-EXPECTED-VALUES]', () => {
  it.each(EVERY)('on %s of %s, in %s, hold no word that confirms it', (_, variant, locale, of, facts) => {
    const sentences = said(of, variant, facts, locale);
    // Chinese has no spaces around its words: there one of another action is too near.
    const words = locale === 'en' ? OPERATION_WORDS[variant] : Object.values(OPERATION_WORDS).flat();
    expect(words.filter((word) => sentences.join(' ').toLowerCase().includes(word))).toEqual([]);
    expect(sentences.filter((sentence) => HAN.test(sentence) !== (locale === 'zh-CN'))).toEqual([]);
    expect(sentences.length).toBeGreaterThan(0);
  });
});

const LEAST = {
  alibaba: leastOfAlibaba,
  aws: leastOfAws,
  digitalocean: leastOfDigitalOcean,
  vultr: leastOfVultr,
};

describe('the least that credentials need', () => {
  it.each(Object.entries(LEAST))('on %s is told in English and in 简体中文', (_, least) => {
    for (const { what } of Object.values(least)) {
      expect(LOCALES.filter((locale) => HAN.test(textIn(what, locale)))).toEqual(['zh-CN']);
    }
  });
});
