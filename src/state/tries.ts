/**
 * How often something is tried again because another was quicker. Each time somebody's change went through, so a thousand
 * times in a row is no contention but a fault.
 */
export const TRIES = 1000;
