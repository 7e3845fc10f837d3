// SPDX-License-Identifier: EUPL-1.2
import type { PartnerProgress } from '../../api/types.ts';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { partnerTone } from './status.ts';

/** How far each association has come: state, function address, time and head count; nothing else is known here. */
export function PartnerStates({ partners }: { partners: PartnerProgress[] }) {
  const { say, when } = useWords('work');
  return (
    <ul className="stack stack-tight">
      {partners.map((partner) => (
        <li key={partner.id} className="stack stack-tight">
          <span className="row">
            <strong>{partner.partnerName}</strong>
            <Tag tone={partnerTone(partner.state)}>
              {say(`work:partnerState.${partner.state}`, { defaultValue: partner.state })}
            </Tag>
          </span>
          {(partner.functionAddress || partner.at || partner.headCount || partner.declineCode) && (
            <span className="quiet small">
              {[
                partner.functionAddress,
                partner.headCount && say('request.coming', { count: partner.headCount }),
                partner.declineCode &&
                  say(`work:decline.${partner.declineCode}`, { defaultValue: partner.declineCode }),
                partner.at && when(partner.at),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
