// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import type { Attestation, ChecklistItem } from '../../api/types.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';

const tones: Readonly<Record<ChecklistItem['state'], Tone>> = {
  fulfilled: 'success',
  missing: 'info',
  expired: 'warning',
  withdrawn: 'warning',
};

/** The name of what is demanded, in words. */
export function useDemandName() {
  const { say } = useWords();
  return ({ kind, subject, years }: Pick<ChecklistItem, 'kind' | 'subject' | 'years'>): string =>
    say(`qualification.kind.${kind}`, { subject, years: years ?? '' });
}

export const itemKey = ({ kind, subject, years }: Pick<ChecklistItem, 'kind' | 'subject' | 'years'>): string =>
  [kind, subject, years].join('|');

/** What is demanded, and how a person stands; `act` is what can be done about a line. */
export function Checklist({
  items,
  how = false,
  act,
}: {
  items: readonly ChecklistItem[];
  /** Says how to get what remains. */
  how?: boolean;
  act?: (item: ChecklistItem) => ReactNode;
}) {
  const { say } = useWords();
  const nameOf = useDemandName();
  const uses = (item: ChecklistItem, purpose: 'ask' | 'help'): string =>
    item.uses
      .filter((use) => use.purpose === purpose)
      .map(({ serviceType }) => say(`kind.${serviceType}`))
      .join(', ');
  return (
    <ul className={items.length > 0 ? 'list' : undefined}>
      {items.map((item) => (
        <li key={itemKey(item)}>
          <div className="stack grow">
            <div className="row row-apart">
              <strong dir="auto">{nameOf(item)}</strong>
              <Tag tone={tones[item.state]} icon={item.state === 'fulfilled' ? 'check' : 'clock'}>
                {say(`qualification.state.${item.state}`)}
              </Tag>
            </div>
            <p className="quiet small">
              {uses(item, 'help') && say('qualification.forHelp', { kinds: uses(item, 'help') })}
              {uses(item, 'help') && uses(item, 'ask') && <br />}
              {uses(item, 'ask') && say('qualification.forAsk', { kinds: uses(item, 'ask') })}
            </p>
            {item.attestation && item.state === 'fulfilled' && <Seen attestation={item.attestation} />}
            {how && item.state !== 'fulfilled' && <p>{say(`qualification.how.${item.kind}`)}</p>}
            {act?.(item)}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function Seen({ attestation }: { attestation: Attestation }) {
  const { say, date } = useWords();
  const { kind, seenOn, seenBy, issuedBy, validTo, expiresSoon } = attestation;
  return (
    <p className="quiet small">
      {kind === 'declaration'
        ? say('qualification.signed', { date: date(seenOn) })
        : issuedBy
          ? say('qualification.issuedBy', { date: date(seenOn), issuer: issuedBy })
          : say('qualification.seen', { date: date(seenOn), name: seenBy })}
      {validTo && <> · {say('qualification.until', { date: date(validTo) })}</>}{' '}
      {expiresSoon && <Tag tone="warning">{say('qualification.soon')}</Tag>}
    </p>
  );
}
