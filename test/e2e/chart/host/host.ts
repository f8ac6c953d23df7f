import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';

/** A client with MCP Apps as small as it can be: the extension's own bridge, and a frame with the page in it. */
const frame = document.createElement('iframe');
frame.sandbox.add('allow-scripts');
document.body.append(frame);

type Context = Parameters<AppBridge['setHostContext']>[0];
type Result = Parameters<AppBridge['sendToolResult']>[0];

/** What the page is told of the client at first. */
const hostContext = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Context;
const bridge = new AppBridge(null, { name: 'test-host', version: '1' }, {}, { hostContext });
const initialized = new Promise<void>((resolve) => {
  bridge.addEventListener('initialized', () => resolve());
});
const sizes: { width?: number | undefined; height?: number | undefined }[] = [];
bridge.addEventListener('sizechange', ({ width, height }) => {
  sizes.push({ width, height });
  if (height !== undefined) frame.style.height = `${String(height)}px`;
});

/** What the test tells it to do. */
const host = {
  sizes,
  async open(url: string) {
    const view = frame.contentWindow;
    if (!view) throw new Error('The frame has no window.');
    await bridge.connect(new PostMessageTransport(view, view));
    frame.src = url;
    await initialized;
    await bridge.sendToolInput({ arguments: {} });
    return { app: bridge.getAppVersion(), capabilities: bridge.getAppCapabilities() };
  },
  context: (context: Context) => bridge.setHostContext(context),
  result: (result: Result) => bridge.sendToolResult(result),
  cancel: () => bridge.sendToolCancelled({ reason: 'user action' }),
  close: () => bridge.teardownResource({}),
  /** A request that the page has no answer for. */
  listTools: () => bridge.listTools({}).catch((error: unknown) => String(error)),
};
Object.assign(window, { host });
