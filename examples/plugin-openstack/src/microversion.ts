/** Flavours are in the answers since 2.47, and servers of a cell that is down since 2.69 (Stein, 2019). */
export const MICROVERSION = '2.69';
