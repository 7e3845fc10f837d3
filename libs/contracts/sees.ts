// SPDX-License-Identifier: EUPL-1.2
import type { GrantScope } from './grant.ts';

const previewWords = { text: 'text', area: 'area', time: 'time', headCount: 'head-count' } as const;

/** What the side that asks and the side that helps can learn of each other; each word is a translation key `sees.<word>`. */
export function seesOf(
  side: 'asker' | 'helper',
  { previewFields }: Pick<GrantScope, 'previewFields'>,
): { sees: string[]; neverSees: string[] } {
  if (side === 'asker') {
    return {
      sees: ['name', 'function-address', 'accepted-or-declined', 'head-count-helping', 'time', 'notes', 'completed'],
      neverSees: [
        'groups',
        'members',
        'member-count',
        'who-helps',
        'who-looked',
        'routing',
        'internal-requests',
        'time-spent',
      ],
    };
  }
  return {
    sees: [
      'name',
      'service-type',
      ...previewFields.map((field) => previewWords[field]),
      'contact-after-acceptance',
      'place-after-acceptance',
      'notes',
      'withdrawn-or-expired',
    ],
    neverSees: [
      'contact-before-acceptance',
      'place-before-acceptance',
      'person-number',
      'other-requests',
      'other-partners',
      'who-took-it',
      'groups',
      'members',
    ],
  };
}
