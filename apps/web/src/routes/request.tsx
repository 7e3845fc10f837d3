// SPDX-License-Identifier: EUPL-1.2
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { read } from '../api/queries.ts';
import type { Agreement, HelpRequest, Offer } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Order } from '../features/delivery/order.tsx';
import { Go } from '../features/go.tsx';
import { Loaded, LoadedPage } from '../features/loaded.tsx';
import { CallLine } from '../features/requests/call-line.tsx';
import { AnswerTogether, OwnCompany } from '../features/requests/company.tsx';
import { KeptForOthers, NotNow, RequestWords } from '../features/requests/in-turn.tsx';
import { PartnerStates } from '../features/requests/partner-states.tsx';
import { RequestFacts } from '../features/requests/request-facts.tsx';
import { useOffer } from '../features/requests/request-card.tsx';
import { BlockButton } from '../features/safety/block-button.tsx';
import { isFullFor, isIn, ShiftPlaces, StandIn } from '../features/requests/shift.tsx';
import { FlagButton } from '../features/safety/flag-button.tsx';
import { Standing } from '../features/requests/standing.tsx';
import { useMe } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

export function RequestPage() {
  const { id } = useParams({ from: '/inside/requests/$id' });
  return (
    <LoadedPage key={id} query={read.request(id)}>
      {(request) => <RequestView request={request} />}
    </LoadedPage>
  );
}

function RequestView({ request }: { request: HelpRequest }) {
  const { say, date } = useWords();
  const poster = request.mine || request.onBehalf !== null;
  return (
    <Page
      title={say(`kind.${request.serviceType}`)}
      back={
        request.onBehalf ? (
          <Back to="/board" label={say('nav.board')} />
        ) : request.mine ? (
          <Back to="/mine" label={say('nav.mine')} />
        ) : (
          <Back to="/requests" label={say('nav.requests')} />
        )
      }
    >
      <div className="stack stack-wide">
        {poster && <Standing request={request} />}
        <article className="card">
          {request.source && (
            <Tag tone="info" icon="partner">
              {say('request.askedBy', { name: request.source.partnerName })}
            </Tag>
          )}
          <p dir="auto" className="pre lead">
            <RequestWords request={request} />
          </p>
          <RequestFacts request={request} />
          {request.onBehalf && <p className="quiet small">{say('request.for', { alias: request.onBehalf.alias })}</p>}
          <p className="quiet small">
            {say('request.number', { number: request.number })}
            {request.groups.length > 0 && ` · ${request.groups.map(({ name }) => name).join(', ')}`}
            {request.expiresAt &&
              request.state === 'open' &&
              ` · ${say('request.open', { date: date(request.expiresAt) })}`}
          </p>
        </article>
        <Order request={request} />
        {request.agreementId && (
          <div className="row">
            <Go to="/agreements/$id" params={{ id: request.agreementId }} big>
              {say('request.toAgreement')}
            </Go>
          </div>
        )}
        <ShiftPlaces request={request} />
        {poster && <Asker request={request} />}
        {(!poster || request.can['offer'] || request.myOffer) &&
          (isFullFor(request) ? <StandIn request={request} /> : <Helper request={request} />)}
        {!request.can['viewOffers'] && (
          <div>
            <FlagButton kind="request" subjectId={request.id} />
          </div>
        )}
      </div>
    </Page>
  );
}

function Asker({ request }: { request: HelpRequest }) {
  const { say } = useWords();
  const { soon } = useAnnounce();
  const act = useAct(
    (what: { verb: 'withdraw' | 'send' | 'extend'; body: object }, key) =>
      http.post<HelpRequest>(`/requests/${request.id}/${what.verb}`, what.body, { key, version: request.version }),
    { touches: ['requests'] },
  );
  const fortnight = (): string => new Date(Date.now() + 14 * 86_400_000).toISOString();
  return (
    <>
      {request.partners.length > 0 && (
        <Section title={say('request.partners')}>
          <PartnerStates partners={request.partners} />
        </Section>
      )}
      {request.call && <CallLine call={request.call} />}
      {request.can['viewOffers'] && <Offers request={request} />}
      <ActTrouble problem={act.problem} />
      <div className="row">
        {request.can['send'] && (
          <Button busy={act.busy} icon="send" onPress={() => act.run({ verb: 'send', body: {} })}>
            {say('ask.send')}
          </Button>
        )}
        {request.can['extend'] && (
          <Button
            kind={request.state === 'expired' ? 'primary' : 'secondary'}
            busy={act.busy}
            icon="clock"
            onPress={() => act.run({ verb: 'extend', body: { expiresAt: fortnight() } })}
          >
            {say(request.state === 'expired' ? 'request.askAgain' : 'request.extend')}
          </Button>
        )}
        {request.can['withdraw'] && (
          <Button
            kind="secondary"
            onPress={() => soon(say('request.withdrawing'), () => act.run({ verb: 'withdraw', body: {} }))}
          >
            {say('request.withdraw')}
          </Button>
        )}
        {request.onBehalf && (
          <Link to="/requests/$id/letter" params={{ id: request.id }} className="text-link">
            {say('request.letter')}
          </Link>
        )}
        {request.mine && (
          <Link to="/requests/$id/seen" params={{ id: request.id }} className="text-link">
            {say('seen.title')}
          </Link>
        )}
      </div>
    </>
  );
}

function Offers({ request }: { request: HelpRequest }) {
  const { say, ago } = useWords();
  const { say: announce } = useAnnounce();
  const navigate = useNavigate();
  const accept = useAct(
    (offerId: string, key) => http.post<Agreement>(`/requests/${request.id}/offers/${offerId}/acceptance`, {}, { key }),
    {
      touches: ['requests', 'offers', 'agreements'],
      then: ({ id }) => {
        announce(say('offer.agreed'));
        void navigate({ to: '/agreements/$id', params: { id } });
      },
    },
  );
  return (
    <Section title={say('offer.title')}>
      <ActTrouble problem={accept.problem} />
      <Loaded query={read.offers(request.id)} rows={1}>
        {(offers) =>
          offers.length === 0 ? (
            <p className="quiet">{say('offer.none')}</p>
          ) : (
            <div className="stack">
              {offers.map((offer: Offer) => (
                <article className="card" key={offer.id}>
                  <div className="row row-apart">
                    <h3 className="heading heading-sm">{offer.helperName || say('offer.staffOnly')}</h3>
                    {offer.qualified && (
                      <Tag tone="success" icon="check">
                        {say('qualification.mark')}
                      </Tag>
                    )}
                    <span className="quiet small">{ago(offer.at)}</span>
                  </div>
                  {offer.withStaff && <Tag tone="info">{say('offer.withStaff')}</Tag>}
                  {offer.note && (
                    <p dir="auto" className="pre">
                      {offer.note}
                    </p>
                  )}
                  {offer.can['accept'] ? (
                    <div>
                      <Button icon="check" busy={accept.busy} onPress={() => accept.run(offer.id)}>
                        {say('offer.accept', { name: offer.helperName })}
                      </Button>
                    </div>
                  ) : (
                    <Tag tone={offer.state === 'accepted' ? 'success' : 'neutral'}>
                      {say(`offer.state.${offer.state}`)}
                    </Tag>
                  )}
                  {(offer.note ?? offer.can['block']) && (
                    <div className="row">
                      {offer.note && <FlagButton kind="offer" subjectId={offer.id} />}
                      {offer.can['block'] && <BlockButton name={offer.helperName} whom={{ offerId: offer.id }} />}
                    </div>
                  )}
                </article>
              ))}
              <p className="small quiet">{say('offer.after')}</p>
            </div>
          )
        }
      </Loaded>
    </Section>
  );
}

function Helper({ request }: { request: HelpRequest }) {
  const { say } = useWords();
  const { soon } = useAnnounce();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const offer = useOffer(request, (id) => id && void navigate({ to: '/agreements/$id', params: { id } }));
  const regret = useAct((offerId: string) => http.delete(`/requests/${request.id}/offers/${offerId}`), {
    touches: ['requests'],
  });
  const { myOffer } = request;
  const speaks = useMe().can['client.read'] === true;
  if (isProblem(offer.error, 'request.taken'))
    return <Notice tone="neutral" icon="heart" title={say('offer.taken')} alert />;
  return (
    <>
      {myOffer?.state === 'waiting' && (
        <Notice tone="success" title={say('offer.youOffered')}>
          <p>{say('offer.waiting')}</p>
        </Notice>
      )}
      {request.can['offer'] && !isIn(request) && (
        <div className="stack">
          <ActTrouble problem={offer.problem} />
          {request.matching !== 'first-come' && (
            <Fold title={say('offer.addNote')}>
              <TextField label={say('offer.note')} rows={2} maxLength={500} value={note} onChange={setNote} />
            </Fold>
          )}
          <div className="row">
            <Button big icon="hand" busy={offer.busy} onPress={() => offer.run({ note: note.trim() })}>
              {say('offer.iCan')}
            </Button>
            <NotNow request={request} then={() => void navigate({ to: '/requests' })} />
          </div>
          <p className="small quiet">
            {say(request.matching === 'first-come' ? 'offer.firstCome' : 'offer.noBinding')}
          </p>
          {speaks && (
            <AnswerTogether
              request={request}
              busy={offer.busy}
              answer={(company) => offer.run({ note: note.trim(), company })}
            />
          )}
        </div>
      )}
      {speaks && myOffer && <OwnCompany requestId={request.id} offer={myOffer} />}
      <KeptForOthers request={request} />
      <ActTrouble problem={regret.problem} />
      {myOffer?.can['withdraw'] && (
        <div>
          <Button kind="secondary" onPress={() => soon(say('offer.withdrawing'), () => regret.run(myOffer.id))}>
            {say('offer.withdraw')}
          </Button>
        </div>
      )}
      {!request.agreementId && !request.onBehalf && (
        <Notice tone="neutral" icon="lock">
          <p>{say('request.hidden')}</p>
        </Notice>
      )}
    </>
  );
}
