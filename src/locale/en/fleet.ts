/** What the fleet says: of finding and listing, of the clouds that could not be asked, and of power actions on their way. */
export const fleet = {
  // Which clouds.
  noSuchProvider: (known: readonly string[]) =>
    `provider: there is no such provider; known are ${known.length > 0 ? known.join(', ') : 'none'}.`,
  didNotLoad: (plugin: string, reason: string) => `The plugin ${plugin} did not load: ${reason}`,
  notConfigured: (provider: string, why: string) => `${provider} is not configured: ${why}.`,
  noAccountConfigured: 'no account is configured',
  notSet: (names: readonly string[]) => `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not set`,
  howToConfigure:
    'Set what is missing in the environment that starts mcm or in a dotenv file (--env-file), or name accounts in the config.',
  hasNoAccount: (provider: string, known: readonly string[]) =>
    `account: ${provider} has no such account; known are ${known.join(', ')}.`,
  noCloud: 'No cloud is configured.',
  settingsOfClouds: 'get_supported_providers names the setting that each cloud needs.',
  noSuchAccount: (known: readonly string[]) =>
    `account: no cloud has such an account; known are ${known.join(', ')}.`,
  noMetrics: (provider: string) => `${provider} has no metrics here.`,
  noPower: (provider: string) => `${provider} has no power actions here.`,
  // What was meant.
  notAnAddress: 'That is not an IP address; expected IPv4 like 192.0.2.7 or IPv6 like 2001:db8::7.',
  noServerAddress: (range: string) => `No server has an address of this kind (${range}).`,
  idForm: (form: string, provider: string) => `${form} (${provider})`,
  neither: (forms: readonly string[]) =>
    `It is neither an IP address nor an id; expected an address, or ${forms.join(', or ')}.`,
  noInstance: 'There is no such instance.',
  mayMeanMore: (scopes: readonly string[]) =>
    `That may mean more than one instance, and ${scopes.join(', ')} could not be asked; name the account, or use the id.`,
  alsoDenied: (policies: readonly string[]) =>
    `That also means an instance that the policy ${policies.join(', ')} denies; use the id.`,
  meansSeveral: (count: number, places: readonly string[]) =>
    `That means ${String(count)} instances (${places.join(', ')}); name the account, or use the id.`,
  // Asking.
  theId: (id: string) => `the id ${id}`,
  theAddress: (address: string) => `the address ${address}`,
  nobodyHas: (what: string, asked: readonly string[], network: string | undefined) =>
    `No instance has ${what}. Asked and answered: ${asked.join(', ')}.${network === undefined ? '' : ` ${network}`}`,
  nobodyAskedHas: (what: string) => `Nothing that was asked has ${what}`,
  networkOf: (owner: readonly string[]) => `ipinfo says that it is in the network of ${owner.join(', ')}.`,
  nothingListed: 'Nothing could be listed',
  couldNotAsk: (what: string, scopes: readonly string[], why: string) =>
    `${what}, and ${scopes.join(', ')} could not be asked, so it may be there: ${why}`,
  noSuchRegion: (known: readonly string[]) => `region: no such region; known are ${known.join(', ')}.`,
  staleCursor: 'cursor: it is not one of this listing, or too old; leave it out to start again.',
  soFar: (count: number) => `${String(count)} instances so far`,
  // Plugins.
  pluginFailed: (plugin: string) => `The plugin ${plugin} failed.`,
  misfit: (plugin: string, path: string, message: string) =>
    `The plugin ${plugin} returned an instance that does not fit: ${path} ${message}`.trim(),
  samePage: (provider: string) => `${provider} keeps answering with the same next page.`,
  // Power actions.
  underWay: (variant: string) => `${variant} is under way`,
  done: (variant: string) => `${variant} is done.`,
  doneButNot: (variant: string, status: string) =>
    `The cloud reports that ${variant} is done, but the instance is ${status}. Look at it again.`,
  failed: (variant: string) => `The cloud reports that ${variant} failed.`,
  stillUnderWay: (variant: string, seconds: number) =>
    `${variant} was accepted and is still under way after ${String(seconds)} s. Do not send it again; look at the instance's status.`,
  lost: (why: string) =>
    `The request was sent and no clear answer came back (${why}). It may or may not have taken effect, and it will not be sent again. Look at the instance before anything else.`,
  pluginLate: 'the plugin did not answer in time',
  pluginUnclear: 'the plugin did not say what the cloud answered',
  pluginBroke: 'the plugin failed on the answer',
};
