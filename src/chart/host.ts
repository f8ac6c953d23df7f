/** What the page is told by the client that shows it. */
export interface HostEvents {
  /** Theme, language, time zone; later only what has changed of them. */
  readonly context: (context: Readonly<Record<string, unknown>>) => void;
  /** The tool's result, a `CallToolResult`. */
  readonly result: (result: unknown) => void;
  readonly cancelled: () => void;
  /** There is nobody to talk to, or it does not want to. */
  readonly failed: () => void;
}

/** The client, as far as this page has something to say to it. */
export interface Host {
  readonly resized: (width: number, height: number) => void;
}

interface Message {
  readonly jsonrpc?: unknown;
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: { readonly hostContext?: Readonly<Record<string, unknown>> };
  readonly error?: unknown;
}

/** The id of our one request. */
const INITIALIZE = 1;
const METHOD_NOT_FOUND = -32_601;

/**
 * Talks to the client that shows the page: JSON-RPC in messages between windows, as MCP Apps has it
 * (https://github.com/modelcontextprotocol/ext-apps/blob/main/specification/2026-01-26/apps.mdx). The page asks for nothing, so
 * this is all of it; the extension's own library is many times the size of the whole page.
 */
export function connect(events: HostEvents, version: string): Host {
  const parent = window.parent;
  // Where the client is, a page in a sandbox cannot know. What it says of itself is no secret.
  const send = (message: object): void => parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
  const notify = (name: string, params: object): void => send({ method: `ui/notifications/${name}`, params });
  let open = false;

  const told: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => void>> = {
    'ui/notifications/host-context-changed': events.context,
    'ui/notifications/tool-result': events.result,
    'ui/notifications/tool-cancelled': events.cancelled,
  };
  const answer = (id: string | number, method: string): void =>
    method === 'ping' || method === 'ui/resource-teardown'
      ? send({ id, result: {} })
      : send({ id, error: { code: METHOD_NOT_FOUND, message: 'Method not found' } });

  window.addEventListener('message', ({ source, data }: MessageEvent<Message | null>) => {
    if (source !== parent || data?.jsonrpc !== '2.0') return;
    const { id, method, params = {}, result } = data;
    if (method !== undefined) {
      if (id !== undefined) answer(id, method);
      else if (Object.hasOwn(told, method)) told[method]?.(params);
    } else if (id === INITIALIZE && !open) {
      if (!result) {
        events.failed();
        return;
      }
      open = true;
      events.context(result.hostContext ?? {});
      notify('initialized', {});
    }
  });

  if (parent === window) events.failed();
  else {
    send({
      id: INITIALIZE,
      method: 'ui/initialize',
      params: {
        appInfo: { name: 'multi-cloud-manager-chart', version },
        appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
        protocolVersion: '2026-01-26',
      },
    });
  }
  return {
    resized(width, height) {
      if (open) notify('size-changed', { width, height });
    },
  };
}
