/** What the HTTP client says, of requests to clouds and of the way there. */
export const http = {
  // Answers.
  answered: (method: string, path: string, status: number) =>
    `${method} ${path} was answered with HTTP ${String(status)}`,
  refused: 'The cloud refused the credentials (HTTP 401).',
  mayNot: (answered: string) => `The credentials may not do this: ${answered}.`,
  noSuchResource: (answered: string) => `The cloud has no such resource: ${answered}.`,
  conflict: (answered: string) => `The state of the resource does not allow it: ${answered}.`,
  tooMany: (seconds: number | undefined) =>
    `The cloud asks for ${seconds === undefined ? 'a pause' : `a pause of ${String(seconds)} s`} (HTTP 429).`,
  failed: (answered: string) => `The cloud failed: ${answered}.`,
  redirected: (answered: string) => `${answered}, a redirect; redirects are not followed.`,
  notAccepted: (answered: string) => `The cloud did not accept the request: ${answered}.`,
  serviceAnswered: (method: string, path: string, status: number) =>
    `${method} ${path} was answered with HTTP ${String(status)}.`,
  unreadable: (method: string, path: string, note: string) => `The answer to ${method} ${path} ${note}.`,
  // What stands at the end of `unreadable`.
  cannotBeRead: 'could not be read',
  notJson: 'is not JSON',
  otherForm: 'has another form than expected',
  lacks: (path: string) => `does not have the expected ${path}`,
  noToken: (header: string) => `has no token in the header ${header}`,
  tooLarge: 'is too large',
  brokeOff: 'broke off before its end',
  // No answer.
  late: (method: string, path: string) => `${method} ${path} was not answered in time.`,
  lateForCall: 'The cloud did not answer in the time that the call has.',
  hostNotFound: (code: string | undefined) =>
    `The API's host name was not found${code === undefined ? '' : ` (${code})`}.`,
  noConnection: (code: string | undefined) =>
    `The connection to the API failed${code === undefined ? '' : ` (${code})`}.`,
  notTrusted: (code: string | undefined) =>
    `No trusted TLS connection to the API could be made${code === undefined ? '' : ` (${code})`}.`,
  checkNetwork:
    'Check the network, the proxy settings (HTTPS_PROXY, NO_PROXY, http.proxy in the config) and the end point.',
  checkAuthority:
    'If a proxy inspects TLS here, name its CA certificate in http.caFile of the config; never switch the check off.',
  checkEndPoint: 'Check that the end point is the address of the API itself.',
  // Requests that change something.
  mayBeDone: 'The request may have been carried out: look at the instance before anything else.',
  pluginMisread: 'The plugin could not read the answer.',
  pluginFailedBefore: 'The plugin failed before anything was sent.',
  turnIsOver: 'The turn of the request is over.',
  heldBack: "The plugin's limiter did not let the request through.",
  noLogin: 'The plugin declares no login. Nothing was sent.',
  loginMisfit: "The body of the login does not fit what the plugin's login declares. Nothing was sent.",
  loginNoObject: 'The body of a login is an object. Nothing was sent.',
  otherEndPoint: (origin: string) =>
    `The posts of a plugin go to one end point; this one has ${origin} already. Nothing was sent.`,
  noPost: (name: string) => `The plugin declares no post called ${name}. Nothing was sent.`,
  postToCloud: (origin: string) =>
    `${origin} is the end point of a cloud, to which nothing is posted. Nothing was sent.`,
  // Headers and paths.
  reservedHeader: (name: string) => `A plugin may not set the header ${name}.`,
  oddHeader: (name: string) => `The value for the header ${name} has characters that a header cannot carry.`,
  oddHeaderWhy: 'Look for a line break or a pasted special character in the token or key.',
  oddPath: 'A request path leaves the API or has characters that do not belong in a path.',
  // End points.
  endPoint: {
    noUrl: 'The end point of the API is not a URL.',
    protocol: (protocol: string) => `The end point of the API must be an http or https URL, not ${protocol}`,
    unencrypted: (origin: string) =>
      `The end point of the API must be https: ${origin} would send the credentials unencrypted.`,
    user: 'The end point of the API must not contain a user name or a password.',
    query: 'The end point of the API must not have a query or a fragment.',
    form: 'Use an https URL such as https://api.example.com; http is allowed on loopback only.',
  },
  // Proxies and certificates.
  proxyNoUrl: 'The proxy setting is not an http or https URL.',
  proxyForm: 'Set http.proxy in the config, or HTTPS_PROXY, to a URL such as http://proxy.example.com:3128.',
  proxyPercent: "The user name or the password in the proxy's URL has a % that begins no code.",
  proxyPercentForm: 'Write %25 for each % in them.',
  caUnreadable: (file: string) => `The CA file ${file} cannot be read.`,
  caForm: 'Set http.caFile to a readable PEM file.',
  caEmpty: (file: string) => `The CA file ${file} holds no certificate in PEM form.`,
  caEmptyForm: 'Set http.caFile to a file with one or more "BEGIN CERTIFICATE" blocks.',
};
