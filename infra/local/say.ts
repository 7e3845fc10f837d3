// SPDX-License-Identifier: EUPL-1.2
const colourful = process.stdout.isTTY && !process.env['NO_COLOR'];
const paint = (code: number, text: string) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = (text: string) => paint(1, text);
export const dim = (text: string) => paint(2, text);
let listening = true;
export const say = (line = '') => {
  if (listening) process.stdout.write(`${line}\n`);
};

/** The last words: what is still under way says nothing after them. */
export function sayLast(line: string): void {
  process.stdout.write(`${line}\n`);
  listening = false;
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Says what is being done, that it still is, and how long it took. */
export async function step<T>(
  doing: string,
  work: () => Promise<T>,
  done: (result: T) => string = () => doing,
): Promise<T> {
  const since = performance.now();
  say(`  ${dim('…')} ${doing}`);
  const ticking = setInterval(() => say(`  ${dim('…')} ${doing}: still at it (${seconds(since)})`), 10_000);
  try {
    const result = await work();
    say(`  ${paint(32, '✓')} ${done(result)} ${dim(`(${seconds(since)})`)}`);
    return result;
  } finally {
    clearInterval(ticking);
  }
}

export const warn = (line: string) => say(`  ${paint(33, '!')} ${line}`);

export function complain(lines: readonly string[]): void {
  const [first = '', ...rest] = lines;
  process.stderr.write(
    `\n${paint(31, 'Handslag cannot start:')} ${first}\n${rest.map((line) => `  ${line}\n`).join('')}\n`,
  );
}
