// SPDX-License-Identifier: EUPL-1.2
/**
 * The only things that may differ between the worlds without being compared; instead each must be what it says it is.
 * Each names the planted leak (`test/mutants`) that tries to hide in it and is found out; one without may not be added.
 */
export interface Volatile {
  readonly what: string;
  readonly mutant: string;
  readonly pattern: RegExp;
  /** Whether a value can be what the entry says; what cannot is compared like everything else. */
  isPlausible(value: string): boolean;
}

/** How far the moment may be that a real clock tells, when it was read a story ago. */
const storyMs = 15 * 60_000;
const isNow = (ms: number): boolean => Math.abs(Date.now() - ms) < storyMs;
const isBetween = (low: number, high: number) => (value: string) => Number(value) >= low && Number(value) <= high;

export const volatile: readonly Volatile[] = [
  {
    what: 'the Date header: the real clock of the HTTP server',
    mutant: 'V01',
    pattern: /(?<=^date: )[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/gm,
    isPlausible: (value) => isNow(Date.parse(value)),
  },
  {
    what: 'how many seconds are left of the minute that changes are counted in: the real clock',
    mutant: 'V02',
    pattern: /(?<=^ratelimit: "change";r=\d+;t=)\d+$/gm,
    isPlausible: isBetween(1, 60),
  },
  {
    what: 'how long to wait when too many changes were made: the real clock',
    mutant: 'V03',
    pattern: /(?<=^retry-after: |"values":\{"seconds":)\d+(?=$|\})/gm,
    isPlausible: isBetween(1, 60),
  },
  {
    what: 'the real time of a log line',
    mutant: 'V04',
    pattern: /(?<="timestamp":)\d+/g,
    isPlausible: (value) => isNow(Number(value)),
  },
  {
    what: 'how long a request took, in its log line',
    mutant: 'V05',
    pattern: /(?<="ms":)\d+/g,
    isPlausible: isBetween(0, 60_000),
  },
  {
    what: 'when a count of changes runs out, in the table of rate limits: the real clock',
    mutant: 'V06',
    pattern: /(?<="expire": ?)\d{13}/g,
    isPlausible: (value) => isNow(Number(value)),
  },
  {
    what: "when a tenant's line was written into the directory: the database's clock",
    mutant: 'V07',
    pattern: /(?<="created_at": ?")[^"]{20,40}/g,
    isPlausible: (value) => isNow(Date.parse(value)),
  },
];

export const withoutVolatile = (text: string): string =>
  volatile.reduce(
    (rest, { pattern, isPlausible }) => rest.replaceAll(pattern, (value) => (isPlausible(value) ? '~' : value)),
    text,
  );
