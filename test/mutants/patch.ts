// SPDX-License-Identifier: EUPL-1.2
/** A place in a file: these lines become those. */
export interface Hunk {
  /** Where it was when the patch was made, counted from 0. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Change {
  /** Path from the root of the house. */
  readonly file: string;
  /** The file is made by the patch. */
  readonly isNew: boolean;
  readonly hunks: readonly Hunk[];
}

/** The patch was made for a house that has changed since. */
export class DoesNotApply extends Error {
  constructor(file: string, line: number) {
    super(`${file}: what stood around line ${line + 1} when the patch was made stands nowhere now`);
  }
}

/** A unified diff as Git writes it; what stands before it is somebody else's. @throws Error when it is not one. */
export function parseDiff(text: string): Change[] {
  const lines = text.split('\n');
  const changes: Change[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const old = /^--- (?:a\/)?(.+)$/.exec(lines[at] ?? '')?.[1];
    const file = /^\+\+\+ b\/(.+)$/.exec(lines[at + 1] ?? '')?.[1];
    if (!old || !file) continue;
    const hunks: Hunk[] = [];
    at += 2;
    for (let header = hunkHeader(lines[at]); header; header = hunkHeader(lines[at])) {
      const hunk = { line: header.line, before: [] as string[], after: [] as string[] };
      at += 1;
      while (hunk.before.length < header.before || hunk.after.length < header.after) {
        const line = lines[at] ?? '';
        const kind = line[0] ?? ' ';
        if (!' +-'.includes(kind) || at >= lines.length - 1)
          throw new Error(`${file}: a hunk is cut short at "${line}"`);
        if (kind !== '+') hunk.before.push(line.slice(1));
        if (kind !== '-') hunk.after.push(line.slice(1));
        at += 1;
      }
      hunks.push(hunk);
    }
    at -= 1;
    changes.push({ file, isNew: old === '/dev/null', hunks });
  }
  if (changes.length === 0 || changes.some(({ hunks }) => hunks.length === 0)) throw new Error('no diff in it');
  return changes;
}

function hunkHeader(line = ''): { line: number; before: number; after: number } | null {
  const found = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
  if (!found) return null;
  const [, start, before = '1', after = '1'] = found;
  return { line: Math.max(0, Number(start) - 1), before: Number(before), after: Number(after) };
}

/** The file's text with the change; each hunk where its lines stand now, nearest to where they stood. @throws DoesNotApply */
export function applied(text: string, { file, hunks }: Change): string {
  const lines = text.split('\n');
  let moved = 0;
  for (const { line, before, after } of hunks) {
    const place = nearest(lines, before, line + moved);
    if (place === null) throw new DoesNotApply(file, line);
    lines.splice(place, before.length, ...after);
    moved = place - line + after.length - before.length;
  }
  return lines.join('\n');
}

function nearest(lines: readonly string[], wanted: readonly string[], around: number): number | null {
  let best: number | null = null;
  for (let at = 0; at + wanted.length <= lines.length; at += 1) {
    if (!wanted.every((line, index) => lines[at + index] === line)) continue;
    if (best === null || Math.abs(at - around) < Math.abs(best - around)) best = at;
  }
  return best;
}
