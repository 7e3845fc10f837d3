// SPDX-License-Identifier: EUPL-1.2
import { useNavigate } from '@tanstack/react-router';
import { http } from '../../api/client.ts';
import type { HelpRequest } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/use-words.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { useOffer } from './request-card.tsx';

/** A shift that is full, to whoever has no place in it: they may stand in, or do. */
export const isFullFor = ({ state, agreementId, can, standIn }: HelpRequest): boolean =>
  state === 'agreed' && !agreementId && (can['offer'] || standIn !== null);

/** One of several helpers need not say so twice. */
export const isIn = ({ agreementId, can }: HelpRequest): boolean => agreementId !== null && !can['viewOffers'];

/** How far a shift is filled, to whoever planned it. Who said no is nowhere told apart from who has not answered. */
export function ShiftPlaces({ request }: { request: HelpRequest }) {
  const { say } = useWords('work');
  const { shift, headCount } = request;
  if (!shift) return null;
  return (
    <Section kind="card" title={say('work:shift.filled', { filled: shift.filled, count: headCount })}>
      <Facts
        facts={[
          { icon: 'send', text: say('work:shift.invited', { count: shift.invited }) },
          { icon: 'clock', text: say('work:shift.unanswered', { count: shift.unanswered }) },
          { icon: 'people', text: say('work:shift.standIns', { count: shift.standIns }) },
        ]}
      />
      <p className="quiet small">{say('work:shift.nobodyNamed')}</p>
    </Section>
  );
}

/** All places are taken, said kindly; whoever likes stands in for the next one who steps back. */
export function StandIn({ request }: { request: HelpRequest }) {
  const { say } = useWords();
  const { soon } = useAnnounce();
  const navigate = useNavigate();
  const offer = useOffer(request, (id) => id && void navigate({ to: '/agreements/$id', params: { id } }));
  const leave = useAct((offerId: string) => http.delete(`/requests/${request.id}/offers/${offerId}`), {
    touches: ['requests'],
  });
  const { standIn, myOffer } = request;
  return (
    <div className="stack">
      <ActTrouble problem={offer.problem ?? leave.problem} />
      {standIn === null ? (
        <>
          <Notice tone="neutral" icon="heart" title={say('shift.full')}>
            <p>{say('shift.fullNext')}</p>
          </Notice>
          <div>
            <Button big icon="hand" busy={offer.busy} onPress={() => offer.run({})}>
              {say('shift.standIn')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <Notice tone="success" title={say('shift.yourTurn', { place: standIn })}>
            <p>{say('shift.waits')}</p>
          </Notice>
          {myOffer && (
            <div>
              <Button kind="secondary" onPress={() => soon(say('offer.withdrawing'), () => leave.run(myOffer.id))}>
                {say('shift.leave')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
