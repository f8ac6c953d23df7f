/** A request as a simulator's routes see it. */
export interface SimulatorRequest<A> {
  /** Counts from 1, so that request ids are the same in every run. */
  readonly number: number;
  /** The simulator's time. */
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  /** What stood in the `{…}` of the route's path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it was JSON, else the text; undefined where there was none. */
  readonly body: unknown;
  /** What `authenticate` found. */
  readonly account: A;
  /** The simulator's own URL, for links in answers. */
  readonly origin: string;
}

/** A request before it is known whose it is. */
export type AnonymousRequest = Omit<SimulatorRequest<never>, 'account' | 'params'>;

/** An answer. A string is sent as it is, anything else as JSON; undefined is no body. */
export interface SimulatorReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of the API. */
export interface SimulatorRoute<A> {
  readonly method: string;
  /** Segments in braces match anything: `/v2/droplets/{id}`. */
  readonly path: string;
  /** Answers, and changes the simulated cloud. */
  readonly handle: (request: SimulatorRequest<A>) => SimulatorReply;
}

/** The route for a request, and what its braces hold. */
export function findRoute<A>(
  routes: readonly SimulatorRoute<A>[],
  method: string,
  path: string,
): { route: SimulatorRoute<A>; params: Readonly<Record<string, string>> } | undefined {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    const value = given[index] ?? '';
    if (name === undefined ? segment !== value : value === '') return undefined;
    if (name !== undefined) params[name] = value;
  }
  return params;
}
