/** A column of numbers of which few differ, such as days: what counts them counts in an array. */
export interface CodedValues {
  /** Of each posting the place of its value in `values`. */
  codes: Int32Array;
  values: number[];
}

const CODED = new WeakMap<Int32Array, CodedValues>();

/** Made once for each column. */
export function codedValues(column: Int32Array): CodedValues {
  const known = CODED.get(column);
  if (known !== undefined) return known;
  const codes = new Int32Array(column.length);
  const places = new Map<number, number>();
  for (let i = 0; i < column.length; i += 1) {
    const value = column[i] ?? 0;
    let place = places.get(value);
    if (place === undefined) places.set(value, (place = places.size));
    codes[i] = place;
  }
  const found = { codes, values: [...places.keys()] };
  CODED.set(column, found);
  return found;
}
