import type { SuggestionKind } from '../call/suggestions.js';

/** Whether a tool is offered. */
export type HasTool = (name: string) => boolean;

/** What was given for the arguments: cleaned, and none of them empty. */
export type Given = Readonly<Record<string, string>>;

/** One argument of a prompt, as a person fills it in. */
export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  /** The most characters. Default 200. */
  readonly longest?: number;
  /** What may be suggested. */
  readonly completes?: SuggestionKind;
  /** What would be right, where the text is wrong. */
  readonly expects?: { readonly test: (text: string) => boolean; readonly sentence: string };
}

/** A request that a person picks in a client. It is written for the tools that are offered, and names no other. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** Where one of these tools is not offered, neither is the prompt. */
  readonly needs: readonly string[];
  readonly write: (given: Given, has: HasTool) => string;
}

/** Whether a prompt can be carried out with the tools there are. */
export const isOffered = ({ needs }: Prompt, has: HasTool): boolean => needs.every(has);
