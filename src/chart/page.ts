/**
 * The chart page: one file of HTML that needs nothing else. The build makes it from what lies beside this file and puts it here
 * (scripts/build/chart-page.mjs). Sources that run as they are have only this.
 */
export const PAGE =
  '<!doctype html><html lang="en"><title>Monitoring</title><p>This page is made by the build: npm run build.</p></html>';
