// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Series, type SeriesSide } from './series.entity.ts';

export type SeriesVerb = 'read' | 'accept' | 'end' | 'change';

/** It is between the two, and nobody's who coordinates. */
export const seriesPolicy: Policy<SeriesVerb, typeof Series> = (actor, { can }) => {
  const parties: [other: SeriesSide, party: object][] = [
    ['helper', { askerId: actor.personId }],
    ['asker', { helperId: actor.personId }],
  ];
  for (const [other, party] of parties) {
    can('read', Series, party);
    // One proposes, the other accepts.
    can('accept', Series, { ...party, state: 'proposed', proposedBy: other });
    can('end', Series, { ...party, state: { $in: ['proposed', 'running'] } });
    can('change', Series, { ...party, state: 'running' });
  }
};
