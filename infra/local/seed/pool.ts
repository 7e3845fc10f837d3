// SPDX-License-Identifier: EUPL-1.2
import type { Place } from './place.ts';

const hour = 3_600_000;
const [morning, afternoon] = [6, 14];

/**
 * People who take shifts now and then: most of them have said when they can in the days to come, some of them only at
 * other hours, and some have said nothing.
 */
export function sayWhenTheyCan(place: Place, people: readonly string[]): void {
  const today = new Date(place.now);
  today.setUTCHours(0, 0, 0, 0);
  for (const [index, personId] of people.entries()) {
    if (index % 5 === 4) continue;
    const begins = index % 5 === 3 ? afternoon : morning;
    for (let day = 1; day <= 14; day += 1) {
      const from = new Date(today.getTime() + (day * 24 + begins) * hour);
      const to = new Date(from.getTime() + 10 * hour);
      place.rows.add('availability', { id: place.id('availability', personId, day), personId, from, to });
    }
  }
}
