/** The parameters of a query request. */
export type Parameters = ReadonlyMap<string, string>;

export function readParameters(body: unknown): Parameters {
  return new Map(new URLSearchParams(typeof body === 'string' ? body : ''));
}

/** The values of `Name.1`, `Name.2` …, in order. */
export function list(parameters: Parameters, name: string): readonly string[] {
  const found: string[] = [];
  for (let index = 1; parameters.has(`${name}.${index}`); index += 1) {
    found.push(parameters.get(`${name}.${index}`) ?? '');
  }
  return found;
}

/** A filter: its name, and the values of which one has to fit. */
export interface FilterParameter {
  readonly name: string;
  readonly values: readonly string[];
}

/** `Filter.1.Name`, `Filter.1.Value.1` …: an instance has to fit all of them. */
export function filters(parameters: Parameters): readonly FilterParameter[] {
  const found: FilterParameter[] = [];
  for (let index = 1; parameters.has(`Filter.${index}.Name`); index += 1) {
    found.push({
      name: parameters.get(`Filter.${index}.Name`) ?? '',
      values: list(parameters, `Filter.${index}.Value`),
    });
  }
  return found;
}
