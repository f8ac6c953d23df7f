/**
 * The settings of who has no config, as JSON, which the build works out with `src/host/ready-schemas-of.ts` and puts here: most start
 * without one, and to say what each of them could be takes two hundred schemas. Sources that run as they are read `{}`.
 */
export const READY_CONFIG: string | undefined = undefined;
