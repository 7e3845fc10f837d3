// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Partner, PartnerInvitation } from '../api/types.ts';
import { Blindness } from '../features/blindness.tsx';
import { CopyLink } from '../features/copy-link.tsx';
import { Go } from '../features/go.tsx';
import { Loaded } from '../features/loaded.tsx';
import { partnerStateTone } from '../features/partners/partner-tone.ts';
import { useMe, useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Blank } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

export function Partners() {
  const { say } = useWords('work');
  const { kind } = useTenant();
  const me = useMe();
  return (
    <Page
      title={say('work:partner.title')}
      lead={say(`work:partner.lead.${kind}`)}
      wide
      actions={
        me.can['partner.manage'] && (
          <>
            {kind === 'association' && (
              <Go to="/partners/accept" icon="link">
                {say('work:partner.acceptInvitation')}
              </Go>
            )}
            <Go to="/partners/invite" kind={kind === 'association' ? 'secondary' : 'primary'} icon="plus">
              {say('work:partner.invite')}
            </Go>
            {kind === 'municipality' && (
              <Go to="/partners/accept" kind="secondary" icon="link">
                {say('work:partner.acceptInvitation')}
              </Go>
            )}
          </>
        )
      }
    >
      <div className="stack stack-wide">
        <Loaded query={read.partners()}>
          {(partners) =>
            partners.length === 0 ? (
              <Blank icon="partner" title={say('work:partner.none')} />
            ) : (
              <div className="grid">
                {partners.map((partner) => (
                  <PartnerCard key={partner.id} partner={partner} />
                ))}
              </div>
            )
          }
        </Loaded>
        {me.can['partner.manage'] && <Invitations />}
        {kind === 'association' && <Blindness />}
      </div>
    </Page>
  );
}

function PartnerCard({ partner }: { partner: Partner }) {
  const { say, date, ago } = useWords('work');
  return (
    <Card as="article" link {...(partner.waitingSince ? { look: 'alarm' as const } : {})}>
      <div className="row row-apart">
        <h2 className="heading">
          <Link className="cover" to="/partners/$id" params={{ id: partner.id }}>
            {partner.name}
          </Link>
        </h2>
        <Tag tone={partnerStateTone(partner.state)}>{say(`work:partner.state.${partner.state}`)}</Tag>
      </div>
      <p className="quiet">{partner.grant.serviceTypes.map((type) => say(`kind.${type}`)).join(', ')}</p>
      {partner.since && <p className="quiet small">{say('work:partner.since', { date: date(partner.since) })}</p>}
      {partner.waitingSince && (
        <p className="small">{say('work:partner.waiting', { when: ago(partner.waitingSince) })}</p>
      )}
    </Card>
  );
}

function Invitations() {
  const { say, date } = useWords('work');
  const { soon } = useAnnounce();
  const remove = useAct((id: string) => http.delete(`/partner-invitations/${id}`), {
    touches: ['partner-invitations'],
  });
  return (
    <Loaded query={read.partnerInvitations()} rows={1}>
      {(invitations) =>
        invitations.length === 0 ? null : (
          <Section title={say('work:partner.sent')}>
            <ActTrouble problem={remove.problem} />
            <ul className="list">
              {invitations.map((invitation: PartnerInvitation) => (
                <li key={invitation.id}>
                  <span className="grow">
                    <strong>{invitation.words.join(' · ')}</strong>
                    <br />
                    <span className="quiet small">{say('invitation.until', { date: date(invitation.expiresAt) })}</span>
                  </span>
                  <span className="row">
                    <CopyLink link={invitation.link} />
                    <Button
                      kind="tertiary"
                      label={say('work:partner.withdrawNamed', { words: invitation.words.join(' ') })}
                      onPress={() => soon(say('work:partner.withdrawing'), () => remove.run(invitation.id))}
                    >
                      {say('work:partner.withdraw')}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )
      }
    </Loaded>
  );
}
