import { cleanText } from '../text/clean.js';

/** A name from elsewhere: in one line, harmless to a terminal, and told apart from our own words. */
export const quoted = (text: string): string => JSON.stringify(cleanText(text, 300));
