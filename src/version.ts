/** Put in by the build and by jest.config.js, from package.json. */
declare const __MCM_VERSION__: string;

/** The version of this package, as in its package.json. */
export const VERSION: string = __MCM_VERSION__;
