/** Which requests a fault hits; what is left out matches anything. */
export interface FaultMatch {
  readonly method?: string;
  /** The whole path without the query, or a pattern that it fits. */
  readonly path?: string | RegExp;
}

interface FaultScope {
  readonly match?: FaultMatch;
  /** How many requests it hits before all is well again. Default: every one. */
  readonly times?: number;
  /** Real milliseconds before the fault shows. */
  readonly delayMs?: number;
  /** The request is carried out all the same; only its answer is spoiled. */
  readonly takesEffect?: boolean;
}

/** What goes wrong, and for which requests. */
export type Fault = FaultScope &
  (
    | {
        readonly kind: 'status';
        readonly status: number;
        /** Sent as JSON; a string is sent as it is. */
        readonly body?: unknown;
        readonly headers?: Readonly<Record<string, string>>;
        /** Becomes a `retry-after` header, in seconds. */
        readonly retryAfter?: number;
      }
    /** The connection is reset before a byte of the answer. */
    | { readonly kind: 'reset' }
    /** Never answers. */
    | { readonly kind: 'hang' }
    /** The right answer, cut in the middle of its body. */
    | { readonly kind: 'truncated' }
    /** A page of HTML, as from a proxy in between. */
    | { readonly kind: 'not_json'; readonly status?: number }
    /** The right answer, late: give `delayMs`. */
    | { readonly kind: 'late' }
  );

/** Faults in the order they were asked for; the first that matches hits. */
export class Faults {
  readonly #active: { readonly fault: Fault; left: number }[] = [];

  /** Returns the way to end it. */
  add(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? Infinity };
    this.#active.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  clear(): void {
    this.#active.length = 0;
  }

  /** The fault that hits this request, counted. */
  take(method: string, path: string): Fault | undefined {
    const hit = this.#active.find(({ fault, left }) => left > 0 && matches(fault.match ?? {}, method, path));
    if (!hit) return undefined;
    hit.left -= 1;
    return hit.fault;
  }
}

function matches(match: FaultMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method !== method) return false;
  if (match.path === undefined) return true;
  return typeof match.path === 'string' ? match.path === path : match.path.test(path);
}
