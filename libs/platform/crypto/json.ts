// SPDX-License-Identifier: EUPL-1.2
/** Parses JSON no deeper than `depth` in which no object has a name twice, nor one that schemas overlook. Null when it is not that. */
export function parseShallow(text: string, depth: number): unknown {
  const members = membersWithin(text, depth);
  if (members === null) return null;
  try {
    const value = JSON.parse(text) as unknown;
    // Of a name given twice only one is left: what was signed would mean another thing to another reader.
    return membersOf(value) === members ? value : null;
  } catch {
    return null;
  }
}

const membersOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce(
        (sum: number, one) => sum + membersOf(one),
        Array.isArray(value) ? 0 : Object.keys(value).filter((name) => name !== '__proto__').length,
      )
    : 0;

/** How many members the objects in it have; null when it is too deep. Counted before anything is built, so that a deep text costs nothing. */
function membersWithin(text: string, depth: number): number | null {
  let open = 0;
  let members = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') {
      open += 1;
      if (open > depth) return null;
    } else if (sign === '}' || sign === ']') open -= 1;
    else if (sign === ':') members += 1;
  }
  return members;
}
