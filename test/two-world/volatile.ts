// SPDX-License-Identifier: EUPL-1.2
/**
 * The only things that may differ between the worlds without being looked at. Each names the planted leak
 * (`test/mutants`) that hides in it and that another check catches; one without such a leak may not be added.
 */
export interface Volatile {
  readonly what: string;
  readonly mutant: string;
  readonly pattern: RegExp;
  readonly instead: string;
}

export const volatile: readonly Volatile[] = [
  {
    what: 'the Date header: the real clock of the HTTP server',
    mutant: 'V01',
    pattern: /^date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/gm,
    instead: 'date: ~',
  },
  {
    what: 'how many seconds are left of the minute that changes are counted in: the real clock',
    mutant: 'V02',
    pattern: /(?<=^ratelimit: "change";r=\d+;t=)\d{1,2}$/gm,
    instead: '~',
  },
  {
    what: 'how long to wait when too many changes were made: the real clock',
    mutant: 'V03',
    pattern: /(?<=^retry-after: |"seconds":)\d{1,2}(?=$|[,}])/gm,
    instead: '~',
  },
  {
    what: 'the process number and the real time of a log line',
    mutant: 'V04',
    pattern: /"pid":\d+,"timestamp":\d+/g,
    instead: '"pid":~,"timestamp":~',
  },
  {
    what: 'how long a request took, in its log line',
    mutant: 'V05',
    pattern: /"ms":\d+/g,
    instead: '"ms":~',
  },
  {
    what: 'when a count of changes runs out, in the table of rate limits: the real clock',
    mutant: 'V06',
    pattern: /"expire": ?\d{13}/g,
    instead: '"expire":~',
  },
  {
    what: "when a tenant's line was written into the directory: the database's clock",
    mutant: 'V07',
    pattern: /(?<="created_at": ?")[^"]{20,40}/g,
    instead: '~',
  },
];

export const withoutVolatile = (text: string): string =>
  volatile.reduce((rest, { pattern, instead }) => rest.replaceAll(pattern, instead), text);
