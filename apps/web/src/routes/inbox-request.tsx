// SPDX-License-Identifier: EUPL-1.2
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { PartnerRequest } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Go } from '../features/go.tsx';
import { Loaded, LoadedPage } from '../features/loaded.tsx';
import { PartnerRequestFacts, partnerRequestTone } from '../features/partners/partner-request-facts.tsx';
import { helpsWith } from '../features/takes.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { OneOf, SomeOf } from '../ui/choices.tsx';
import { Fold } from '../ui/fold.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

export function InboxRequest() {
  const { id } = useParams({ from: '/inside/inbox/$id' });
  return (
    <LoadedPage key={id} query={read.partnerRequest(id)}>
      {(request) => <View request={request} />}
    </LoadedPage>
  );
}

function View({ request }: { request: PartnerRequest }) {
  const { say, when } = useWords('work');
  return (
    <Page title={say(`kind.${request.serviceType}`)} back={<Back to="/inbox" label={say('nav.inbox')} />}>
      <div className="stack stack-wide">
        <article className="card">
          <div className="row row-apart">
            <Tag tone="info" icon="partner">
              {say('request.askedBy', { name: request.partner.name })}
            </Tag>
            <Tag tone={partnerRequestTone(request.state)}>{say(`work:partnerState.${request.state}`)}</Tag>
          </div>
          <p dir="auto" className="pre lead">
            {request.text ?? say('work:inbox.noText')}
          </p>
          <PartnerRequestFacts request={request} />
          <p className="quiet small">
            {say('work:inbox.received', { when: when(request.receivedAt) })}
            {request.expiresAt && ` · ${say('work:inbox.answerBefore', { when: when(request.expiresAt) })}`}
          </p>
        </article>
        <Notice tone="neutral" icon="lock">
          <p>{say('work:inbox.limited')}</p>
        </Notice>
        {request.routedTo.length > 0 && (
          <Notice
            tone="info"
            icon="people"
            title={say('work:inbox.routedTo', { groups: request.routedTo.map(({ name }) => name).join(', ') })}
          >
            {request.requestId && (
              <div>
                <Go to="/requests/$id" params={{ id: request.requestId }} kind="secondary">
                  {say('work:inbox.follow')}
                </Go>
              </div>
            )}
          </Notice>
        )}
        {request.can['route'] && <RouteOn request={request} />}
        {request.can['decline'] && <Decline request={request} />}
      </div>
    </Page>
  );
}

function RouteOn({ request }: { request: PartnerRequest }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const [chosen, setChosen] = useState<string[]>(request.routedTo.map(({ id }) => id));
  const route = useAct(
    (groupIds: string[], key) =>
      http.post<void>(`/partner-requests/${request.id}/routing`, { groupIds }, { key, version: request.version }),
    { touches: ['partner-requests', 'requests'], then: () => announce(say('work:inbox.routed')) },
  );
  return (
    <Loaded query={read.allGroups()} rows={1}>
      {(groups) => {
        const helpers = groups.filter((group) => helpsWith(group, request.serviceType));
        return (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              route.run(chosen);
            }}
          >
            <SomeOf
              big
              look="list"
              legend={say('work:inbox.route')}
              hint={say('work:inbox.routeHint')}
              value={chosen}
              onChange={setChosen}
              options={helpers.map((group) => ({
                value: group.id,
                label: group.name,
                hint: group.memberCount === null ? undefined : say('group.members', { count: group.memberCount }),
              }))}
            />
            <ActTrouble problem={route.problem} />
            <div className="row">
              <Button
                type="submit"
                big
                icon="send"
                busy={route.busy}
                blocked={chosen.length === 0 && say('work:inbox.chooseGroup')}
              >
                {say('work:inbox.routeButton')}
              </Button>
            </div>
          </form>
        );
      }}
    </Loaded>
  );
}

const codes = ['no-capacity', 'outside-area', 'not-our-kind', 'too-short-notice'] as const;

function Decline({ request }: { request: PartnerRequest }) {
  const navigate = useNavigate();
  const { say } = useWords('work');
  const { soon } = useAnnounce();
  const [code, setCode] = useState<(typeof codes)[number]>('no-capacity');
  const decline = useAct(
    (body: { code: string }, key) =>
      http.post<void>(`/partner-requests/${request.id}/decline`, body, { key, version: request.version }),
    // Nothing of it is left to look at.
    { touches: ['partner-requests'], then: () => void navigate({ to: '/inbox', replace: true }) },
  );
  return (
    <Fold title={say('work:inbox.decline')}>
      <OneOf
        legend={say('work:inbox.declineWhy')}
        hint={say('work:inbox.declineHint')}
        look="list"
        value={code}
        onChange={setCode}
        options={codes.map((value) => ({ value, label: say(`work:decline.${value}`) }))}
      />
      <ActTrouble problem={decline.problem} />
      <div>
        <Button
          kind="secondary"
          busy={decline.busy}
          onPress={() => soon(say('work:inbox.declining'), () => decline.run({ code }))}
        >
          {say('work:inbox.declineButton')}
        </Button>
      </div>
    </Fold>
  );
}
