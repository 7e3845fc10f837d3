// SPDX-License-Identifier: EUPL-1.2
import type { Counts, Found } from './examine.ts';

const inWords = ({ route, state, view: { language, size, scheme } }: Found) =>
  `${route}, ${state}, ${size}, ${language}, ${scheme}`;

/** The same fault is told once, with all the places where it was seen. */
export function faultsInWords(found: readonly Found[]): string[] {
  const places = new Map<string, string[]>();
  for (const one of found) {
    const fault = `${one.check}: ${one.fault}`;
    places.set(fault, [...(places.get(fault) ?? []), inWords(one)]);
  }
  return [...places].map(([fault, where]) => {
    const more = where.length > 4 ? `\n  - and ${where.length - 4} more` : '';
    return `${fault}\n${where
      .slice(0, 4)
      .map((place) => `  - ${place}`)
      .join('\n')}${more}`;
  });
}

/** For people: what was looked at how often, and what was found. */
export function reportOf(found: readonly Found[], counts: Counts, about: { rounds: number; seconds: number }): string {
  const of = (check: string) => found.filter((one) => one.check === check).length;
  const rows = [...counts].map(([check, times]) => `| ${check} | ${times} | ${of(check)} |`);
  const faults = faultsInWords(found).map((fault) => `- ${fault.replaceAll('\n', '\n  ')}`);
  return [
    '# Accessibility, as the script found it',
    '',
    `${about.rounds} routes, ${Math.round(about.seconds / 60)} minutes. What the script cannot see is in docs/accessibility.md.`,
    '',
    '| Check | Pages looked at | Faults |',
    '| --- | ---: | ---: |',
    ...rows,
    '',
    faults.length ? `## ${faults.length} faults` : 'No fault was found.',
    '',
    ...faults,
    '',
  ].join('\n');
}
