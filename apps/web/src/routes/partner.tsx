// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { Grant, Partner } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Loaded, LoadedPage } from '../features/loaded.tsx';
import { GrantForm } from '../features/partners/grant-form.tsx';
import { GrantWords } from '../features/partners/grant.tsx';
import { NothingHere } from '../features/nothing-here.tsx';
import { TheirAttestations } from '../features/partners/their-attestations.tsx';
import { OurAddress } from '../features/partners/our-address.tsx';
import { partnerStateTone } from '../features/partners/partner-tone.ts';
import { FourWords } from '../features/partners/words-list.tsx';
import { useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Fold } from '../ui/fold.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { Ticks } from '../ui/ticks.tsx';
import { useWords } from '../words/use-words.ts';

export function PartnerPage() {
  const { id } = useParams({ from: '/inside/partners/$id' });
  return (
    <LoadedPage query={read.partners()}>
      {(partners) => {
        const partner = partners.find((one) => one.id === id);
        return partner ? <View key={id} partner={partner} /> : <NothingHere />;
      }}
    </LoadedPage>
  );
}

function View({ partner }: { partner: Partner }) {
  const { say, ago } = useWords('work');
  return (
    <Page title={partner.name} back={<Back to="/partners" label={say('nav.partners')} />} wide>
      <div className="stack stack-wide">
        <div className="stack stack-tight">
          <div className="row">
            <Tag tone={partnerStateTone(partner.state)}>{say(`work:partner.state.${partner.state}`)}</Tag>
            <span className="quiet">{partner.origin.replace(/^https?:\/\//, '')}</span>
          </div>
          {partner.functionAddresses.length > 0 && (
            <ul className="quiet small">
              {partner.functionAddresses.map((address) => (
                <li key={address}>{address}</li>
              ))}
            </ul>
          )}
        </div>
        {partner.waitingSince && (
          <Notice tone="warning" title={say('work:partner.waiting', { when: ago(partner.waitingSince) })}>
            <p>{say('work:partner.waitingLead')}</p>
          </Notice>
        )}
        <WhatTheySee partner={partner} />
        <Section kind="card" title={say('work:grant.title')}>
          <GrantWords grant={partner.grant} name={partner.name} />
          {partner.can['narrow'] && <Narrow partner={partner} />}
        </Section>
        <OurAddress partner={partner} />
        <TheirAttestations partner={partner} />
        <Section title={say('work:partner.words')}>
          <FourWords words={partner.words} />
          <p className="quiet">{say('work:partner.wordsKept', { name: partner.name })}</p>
        </Section>
        <Stop partner={partner} />
      </div>
    </Page>
  );
}

function WhatTheySee({ partner }: { partner: Partner }) {
  const { say, when } = useWords('work');
  const { kind } = useTenant();
  const words = (fields: string[]): string[] =>
    fields.map((field) => say(`work:sees.${field}`, { defaultValue: field }));
  return (
    <Section
      title={
        <>
          {kind === 'association' && partner.kind === 'municipality'
            ? say('work:blind.title')
            : say('work:sees.title', { name: partner.name })}
        </>
      }
    >
      <Loaded query={read.sees(partner.id)}>
        {({ theySee, theyNeverSee, exchanged }) => (
          <>
            <div className="grid grid-two">
              <div className="card card-tinted">
                <h3 className="heading heading-sm">{say('work:sees.never', { name: partner.name })}</h3>
                <Ticks icon="closedEye" items={words(theyNeverSee)} />
              </div>
              <div className="card">
                <h3 className="heading heading-sm">{say('work:sees.does', { name: partner.name })}</h3>
                <Ticks icon="eye" items={words(theySee)} />
              </div>
            </div>
            <Fold title={say('work:sees.exchanged', { count: exchanged.length })}>
              {exchanged.length === 0 ? (
                <p className="quiet">{say('work:sees.nothing')}</p>
              ) : (
                <ul className="list">
                  {exchanged.map((one) => (
                    <li key={one.at + one.type + one.direction}>
                      <span>{say(`work:message.${one.type.replaceAll('.', '_')}`, { defaultValue: one.type })}</span>
                      <span className="quiet small">
                        {say(`work:receipts.${one.direction}`, { defaultValue: one.direction })} · {when(one.at)}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </Fold>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Narrow({ partner }: { partner: Partner }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const { areas } = useTenant();
  const [grant, setGrant] = useState<Grant>(partner.grant);
  const [sure, setSure] = useState(false);
  const narrow = useAct(
    (body: Grant) => http.patch<Partner>(`/partners/${partner.id}/grant`, body, { version: partner.version }),
    {
      touches: ['partners', 'sees'],
      then: () => {
        setSure(false);
        announce(say('work:partner.narrowed'));
      },
    },
  );
  return (
    <Fold title={say('work:accept.narrow')}>
      <p className="quiet">{say('work:accept.narrowLead')}</p>
      <GrantForm
        grant={grant}
        within={partner.grant}
        areas={areas}
        set={(change) => setGrant((before) => ({ ...before, ...change }))}
      />
      {!sure && <ActTrouble problem={narrow.problem} />}
      <div>
        <Button kind="secondary" onPress={() => setSure(true)}>
          {say('work:partner.saveNarrow')}
        </Button>
      </div>
      <Dialog
        open={sure}
        onClose={() => setSure(false)}
        title={say('work:partner.narrowTitle', { name: partner.name })}
        closeLabel={say('common.close')}
      >
        <p>{say('work:partner.narrowFinal')}</p>
        <ActTrouble problem={narrow.problem} />
        <div className="row">
          <Button danger busy={narrow.busy} onPress={() => narrow.run(grant)}>
            {say('work:partner.narrowYes')}
          </Button>
          <Button kind="secondary" onPress={() => setSure(false)}>
            {say('me.stay')}
          </Button>
        </div>
      </Dialog>
    </Fold>
  );
}

function Stop({ partner }: { partner: Partner }) {
  const { say, ago } = useWords('work');
  const { say: announce } = useAnnounce();
  const [ending, setEnding] = useState(false);
  const act = useAct(
    (verb: 'suspend' | 'resume' | 'end', key) =>
      http.post<Partner>(`/partners/${partner.id}/${verb}`, {}, { key, version: partner.version }),
    {
      touches: ['partners', 'open'],
      then: ({ state }) => {
        setEnding(false);
        announce(say(`work:partner.now.${state}`, { name: partner.name }));
      },
    },
  );
  if (!partner.can['suspend'] && !partner.can['resume'] && !partner.can['end']) return null;
  return (
    <Section title={say('work:partner.stop')}>
      <p className="quiet measure">{say('work:partner.stopLead')}</p>
      {!ending && <ActTrouble problem={act.problem} />}
      <div className="row">
        {partner.can['suspend'] && (
          <Button kind="secondary" busy={act.busy} onPress={() => act.run('suspend')}>
            {say('work:partner.suspend')}
          </Button>
        )}
        {partner.can['resume'] && (
          <Button busy={act.busy} onPress={() => act.run('resume')}>
            {say('work:partner.resume')}
          </Button>
        )}
        {partner.can['end'] && (
          <Button kind="secondary" danger onPress={() => setEnding(true)}>
            {say('work:partner.end')}
          </Button>
        )}
      </div>
      <Dialog
        open={ending}
        onClose={() => setEnding(false)}
        title={say('work:partner.endTitle', { name: partner.name })}
        closeLabel={say('common.close')}
      >
        <p>{say('work:partner.endLead')}</p>
        {ending && (
          <Loaded query={read.openItems(partner.id)} rows={1}>
            {(items) =>
              items.length === 0 ? (
                <p>{say('work:partner.nothingOpen')}</p>
              ) : (
                <>
                  <p>{say('work:partner.stillOpen', { count: items.length })}</p>
                  <Ticks
                    icon="alert"
                    items={items.map(({ kind, state, since }) =>
                      say('work:partner.openItem', {
                        kind: say(`work:partner.openKind.${kind}`, { defaultValue: kind }),
                        state: say(`work:partnerState.${state}`, { defaultValue: state }),
                        when: ago(since),
                      }),
                    )}
                  />
                </>
              )
            }
          </Loaded>
        )}
        <ActTrouble problem={act.problem} />
        <div className="row">
          <Button danger busy={act.busy} onPress={() => act.run('end')}>
            {say('work:partner.endYes')}
          </Button>
          <Button kind="secondary" onPress={() => setEnding(false)}>
            {say('me.stay')}
          </Button>
        </div>
      </Dialog>
    </Section>
  );
}
