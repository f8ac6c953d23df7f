/** A result that is JSON already: it goes into the answer as it is. */
export class Written {
  constructor(readonly json: string) {}
}
