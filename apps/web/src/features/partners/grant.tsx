// SPDX-License-Identifier: EUPL-1.2
import type { Grant } from '../../api/types.ts';
import { useWords } from '../../words/use-words.ts';

/** The permission in plain words: who may ask whom about what, and what shows before an answer. */
export function GrantWords({ grant, name }: { grant: Grant; name: string }) {
  const { say, date } = useWords('work');
  const list = (words: string[]): string => words.join(', ');
  const rows = [
    ['who', say(`work:grant.direction.${grant.direction}`, { name })],
    ['types', list(grant.serviceTypes.map((type) => say(`kind.${type}`))) || say('feed.allKinds')],
    ['areas', list(grant.areas) || say('feed.allAreas')],
    ['perDay', say('work:grant.perDayValue', { count: grant.perDay })],
    ['preview', list(grant.previewFields.map((field) => say(`field.${field}`))) || say('work:grant.nothing')],
    ['validTo', date(grant.validTo)],
    ['purpose', grant.purpose],
    ['legalBasis', say(`work:grant.basis.${grant.legalBasis}`, { defaultValue: grant.legalBasis })],
  ] as const;
  return (
    <dl className="pairs pairs-two">
      {rows.map(
        ([row, value]) =>
          value && (
            <div key={row}>
              <dt>{say(`work:grant.${row}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
