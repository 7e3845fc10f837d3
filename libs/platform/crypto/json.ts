// SPDX-License-Identifier: EUPL-1.2
/** Parses JSON no deeper than `depth`. Null when it is not that. */
export function parseShallow(text: string, depth: number): unknown {
  if (deeperThan(text, depth)) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Counts brackets before anything is built from them, so that a deep text costs nothing. */
function deeperThan(text: string, depth: number): boolean {
  let open = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') {
      open += 1;
      if (open > depth) return true;
    } else if (sign === '}' || sign === ']') open -= 1;
  }
  return false;
}
