// SPDX-License-Identifier: EUPL-1.2
import type { ShownAttestation } from '../../api/types.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { useWords } from '../../words/use-words.ts';
import { useDemandName } from './checklist.tsx';

const tones: Readonly<Record<ShownAttestation['state'], Tone>> = {
  waiting: 'info',
  accepted: 'success',
  declined: 'warning',
  expired: 'warning',
  withdrawn: 'warning',
};

/** What was shown: by whom it was issued, until when it counts, and where it stands; the same words to both sides. */
export function ShownWords({ shown }: { shown: ShownAttestation }) {
  const { say, date } = useWords();
  const nameOf = useDemandName();
  const { issuerName, holder, seenOn, provenAt, endsAt, state, demandedIn } = shown;
  const ended = state === 'expired';
  return (
    <>
      <div className="row row-apart">
        <strong dir="auto">{nameOf(shown)}</strong>
        <Tag tone={tones[state]} icon={state === 'accepted' ? 'check' : 'clock'}>
          {say(`passport.state.${state}`)}
        </Tag>
      </div>
      <p className="small">{say('passport.issuedBy', { issuer: issuerName, holder, seen: date(seenOn) })}</p>
      <p className="quiet small">
        {say('passport.proven', { issuer: issuerName, date: date(provenAt) })}{' '}
        {say(ended ? 'passport.ended' : 'passport.until', { date: date(endsAt) })}
      </p>
      <p className="quiet small">
        {demandedIn.length > 0
          ? say('passport.demandedIn', { groups: demandedIn.join(', ') })
          : say('passport.demandedNowhere')}
      </p>
    </>
  );
}
