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
  isPlausible(value: string, evidence: Evidence): boolean;
}

/** What is known of whatever a text belongs to: in real time, in milliseconds. */
export interface Evidence {
  /** It came about between these moments. */
  readonly from: number;
  readonly to: number;
  /** The minute in which this person's changes are counted ends between these; unknown before the first change. */
  readonly minuteEnds?: readonly [number, number] | undefined;
}

const minuteMs = 60_000;
/** A moment may be told in whole seconds, and a machine may be busy between telling and hearing. */
const soonMs = 5_000;
/** A request is under way for a little while before we hear of it. */
const heardMs = 200;
const isThen = (ms: number, { from, to }: Evidence): boolean => ms >= from - soonMs && ms <= to + soonMs;

/** What is left of the minute: counted from the first change of it, whoever else does what meanwhile. */
function isLeft(value: string, { from, to, minuteEnds }: Evidence): boolean {
  const left = Number(value) * 1000;
  const begins = left === minuteMs;
  if (!minuteEnds || minuteEnds[1] < from) return begins;
  const isSame = left >= minuteEnds[0] - to && left <= minuteEnds[1] - from + 1000;
  return isSame || (begins && minuteEnds[0] <= to);
}

export const volatile: readonly Volatile[] = [
  {
    what: 'the Date header: the real clock of the HTTP server',
    mutant: 'V01',
    pattern: /(?<=^date: )[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/gm,
    isPlausible: (value, evidence) => isThen(Date.parse(value), evidence),
  },
  {
    what: 'how many seconds are left of the minute that changes are counted in: the real clock',
    mutant: 'V02',
    pattern: /(?<=^ratelimit: "change";r=\d+;t=)\d+$/gm,
    isPlausible: isLeft,
  },
  {
    what: 'how long to wait when too many changes were made: the real clock',
    mutant: 'V03',
    pattern: /(?<=^retry-after: |"values":\{"seconds":)\d+(?=$|\})/gm,
    isPlausible: isLeft,
  },
  {
    what: 'the real time of a log line',
    mutant: 'V04',
    pattern: /(?<="timestamp":)\d+/g,
    isPlausible: (value, evidence) => isThen(Number(value), evidence),
  },
  {
    what: 'how long a request took, in its log line',
    mutant: 'V05',
    pattern: /(?<="ms":)\d+/g,
    isPlausible: (value, { from, to }) => Number(value) <= to - from + heardMs,
  },
  {
    what: 'when a count of changes runs out, in the table of rate limits: the real clock',
    mutant: 'V06',
    pattern: /(?<="expire": ?)\d{13}/g,
    isPlausible: (value, evidence) => isThen(Number(value) - minuteMs, evidence),
  },
];

export const withoutVolatile = (text: string, evidence: Evidence): string =>
  volatile.reduce(
    (rest, { pattern, isPlausible }) =>
      rest.replaceAll(pattern, (value) => (isPlausible(value, evidence) ? '~' : value)),
    text,
  );
