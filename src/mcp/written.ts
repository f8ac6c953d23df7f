/** A result that is JSON already: it goes into the answer as it is. */
export class Written {
  readonly json: string;

  /** What is not ASCII is escaped: one such character makes the whole text take twice the memory, and longer to write. */
  constructor(result: object) {
    this.json = JSON.stringify(result).replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
}
