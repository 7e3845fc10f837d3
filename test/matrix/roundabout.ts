// SPDX-License-Identifier: EUPL-1.2
// Other ways to write the same call: none of them gets past the door, and none tells what is there.
import { fullOf, wholeOf } from './answers.ts';
import type { Matrix, Who } from './matrix.ts';
import { pathOf, type Operation } from './operations.ts';
import type { Answer } from './plane.ts';

/** Whoever is let in nowhere, and whoever is let in but has little to say: what gets past either gets past the door. */
const callers: readonly Who[] = ['nobody', 'neighbour'];

interface Way {
  readonly name: string;
  readonly change: (
    path: string,
    operation: Operation,
  ) => { path?: string; method?: string; headers?: Record<string, string> };
  /** Whether it is the same call, which must then have the same answer; otherwise it leads nowhere. */
  readonly same: boolean;
}

const lastSlash = (path: string, by: string) => path.replace(/\/(?=[^/?]*(\?|$))/, by);
const beforeQuery = (path: string, more: string) => path.replace(/(?=\?|$)/, more);
const header = (name: string, value: string): Way => ({
  name: `${name}: ${value}`,
  change: () => ({ headers: { [name]: value } }),
  same: true,
});

const ways: readonly Way[] = [
  { name: 'OPTIONS', change: () => ({ method: 'OPTIONS' }), same: false },
  { name: 'a slash at the end', change: (path) => ({ path: beforeQuery(path, '/') }), same: false },
  { name: 'two slashes', change: (path) => ({ path: lastSlash(path, '//') }), same: false },
  { name: 'an encoded slash', change: (path) => ({ path: lastSlash(path, '%2F') }), same: false },
  { name: 'a semicolon', change: (path) => ({ path: beforeQuery(path, ';a=b') }), same: false },
  {
    name: 'upper case',
    change: (path) => ({ path: path.replace(/[a-z]/, (letter) => letter.toUpperCase()) }),
    same: false,
  },
  {
    name: 'an encoded letter',
    change: (path) => ({
      path: path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    }),
    same: true,
  },
  header('x-http-method-override', 'GET'),
  header('x-http-method', 'DELETE'),
  header('x-method-override', 'PATCH'),
  header('x-original-url', '/health/live'),
  header('x-forwarded-for', '127.0.0.1'),
];

/** @returns lines, and how many calls were made */
export async function waysRound(matrix: Matrix): Promise<[lines: string[], calls: number]> {
  const lines: string[] = [];
  let calls = 0;
  for (const operation of matrix.operations) {
    const all = matrix.thingsOf(operation);
    // The first thing that is here, and one that is not.
    const things = operation.about ? [all[0], all.find((thing) => thing?.name === 'random id')] : [all[0]];
    for (const who of callers) {
      const plain: Answer[] = [];
      for (const thing of things) plain.push(await matrix.ask(operation, who, thing));
      const say = (way: string, answer: Answer) => lines.push(`${operation.id} · ${who} · ${way} → ${wholeOf(answer)}`);
      for (const { name, change, same } of ways) {
        const path = (at: number) => pathOf(operation, things[at]?.ids ?? {});
        const answers: Answer[] = [];
        for (const [at, thing] of things.entries())
          answers.push(await matrix.ask(operation, who, thing, change(path(at), operation)));
        calls += answers.length;
        for (const [at, answer] of answers.entries())
          if (same ? answer.status !== plain[at]!.status : answer.status < 400) say(name, answer);
        if (!same && fullOf(answers[0]!) !== fullOf(answers.at(-1)!)) say(`${name} tells what is there`, answers[0]!);
      }
      if (operation.method !== 'GET') continue;
      for (const [at, thing] of things.entries()) {
        const head = await matrix.ask(operation, who, thing, { method: 'HEAD' });
        calls += 1;
        if (wholeOf({ ...plain[at]!, text: '' }) !== wholeOf(head)) say('HEAD', head);
      }
    }
  }
  return [lines, calls];
}
