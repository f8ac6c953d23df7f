// Preloaded with --expose-gc: says what memory is really in use, when asked over IPC.
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ used: heapUsed + external, rss });
});
// It is no reason to stay when mcm has ended.
process.channel?.unref();
