import { textIn, type Text } from 'multi-cloud-manager/plugin';

/** An error whose sentence is complete, and which a person reads in their language. `message` is English. */
export class SaidError extends Error {
  /** `message` in every language in which it was given. */
  readonly said: Text;

  constructor(message: Text, options?: ErrorOptions) {
    super(textIn(message, 'en'), options);
    this.said = message;
  }
}
