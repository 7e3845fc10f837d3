// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import { read } from '../api/queries.ts';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { Blindness } from './blindness.tsx';
import { Go } from './go.tsx';
import { Loaded } from './loaded.tsx';
import { useMe } from './session.ts';

/** What waits for those who keep the association going. */
export function AssociationHome() {
  const { say } = useWords('work');
  const me = useMe();
  return (
    <div className="stack">
      {me.can['partnerRequest.read'] && (
        <Card link>
          <p className="kind">
            <span className="bubble">
              <Icon name="inbox" />
            </span>
            <Link to="/inbox" className="cover heading">
              {say('work:home.inbox')}
            </Link>
          </p>
          <p className="quiet">{say('work:home.inboxLead')}</p>
        </Card>
      )}
      <Blindness>
        {me.can['partner.manage'] && (
          <Loaded query={read.partners()} rows={1}>
            {(partners) => {
              const active = partners.find(({ state }) => state === 'active');
              return active ? (
                <p>
                  <Link to="/partners/$id" params={{ id: active.id }}>
                    {say('work:blind.exactly', { name: active.name })}
                  </Link>
                </p>
              ) : (
                <p>
                  <Link to="/partners">{say('work:blind.noPartner')}</Link>
                </p>
              );
            }}
          </Loaded>
        )}
      </Blindness>
      <div className="row">
        {me.can['group.create'] && (
          <Go to="/groups/new" icon="plus">
            {say('work:group.new')}
          </Go>
        )}
        {me.can['people.read'] && (
          <Go to="/invitations" kind="secondary" icon="send">
            {say('work:invite.title')}
          </Go>
        )}
        {me.can['request.post'] && (
          <Go to="/ask" kind="secondary">
            {say('home.ask')}
          </Go>
        )}
      </div>
    </div>
  );
}
