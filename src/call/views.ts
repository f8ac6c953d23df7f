/** The page that shows what a monitoring tool answers, to clients that show pages (MCP Apps). */
export const MONITORING_VIEW = 'ui://mcm/monitoring';
