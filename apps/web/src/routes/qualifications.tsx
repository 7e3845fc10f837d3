// SPDX-License-Identifier: EUPL-1.2
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { OwnQualifications } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Go } from '../features/go.tsx';
import { LoadedPage } from '../features/loaded.tsx';
import { Checklist, Seen, useDemandName } from '../features/qualifications/checklist.tsx';
import { Paragraphs } from '../features/terms-text.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { useWords } from '../words/use-words.ts';

/** What one has shown, and what remains. */
export function QualificationsPage() {
  return <LoadedPage query={read.qualifications()}>{(own) => <Own own={own} />}</LoadedPage>;
}

function Own({ own }: { own: OwnQualifications }) {
  const { say } = useWords();
  const unsigned = own.groups.some(({ items }) =>
    items.some(
      ({ kind, state, attestation }) => kind === 'declaration' && (state !== 'fulfilled' || attestation?.expiresSoon),
    ),
  );
  return (
    <Page
      title={say('qualification.title')}
      lead={say('qualification.lead')}
      back={<Back to="/me" label={say('nav.me')} />}
    >
      <div className="stack stack-wide">
        {own.declaration && unsigned && <Sign declaration={own.declaration} />}
        {own.groups.length === 0 && <p className="quiet">{say('qualification.nothing')}</p>}
        {own.groups.map((group) => (
          <Section key={group.id} title={say('qualification.inGroup', { group: group.name })}>
            <Checklist items={group.items} how />
            <div>
              <Go to="/groups/$id" params={{ id: group.id }} kind="secondary">
                {group.name}
              </Go>
            </div>
          </Section>
        ))}
        <All own={own} />
        <Section title={say('passport.title')}>
          <p className="quiet">{say('passport.hint')}</p>
          <div>
            <Go to="/me/passport" kind="secondary">
              {say('passport.open')}
            </Go>
          </div>
        </Section>
      </div>
    </Page>
  );
}

function Sign({ declaration }: { declaration: NonNullable<OwnQualifications['declaration']> }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const sign = useAct(
    (version: number, key) => http.post<OwnQualifications>('/me/declaration-signatures', { version }, { key }),
    { touches: ['qualifications', 'requirements', 'requests'], then: () => announce(say('qualification.signedNow')) },
  );
  return (
    <Card look="tinted" label={say('qualification.declaration')}>
      <h2 className="heading">{say('qualification.declaration')}</h2>
      <p className="quiet">{say('qualification.read')}</p>
      <Paragraphs text={declaration.text} />
      <ActTrouble problem={sign.problem} />
      <div>
        <Button icon="check" busy={sign.busy} onPress={() => sign.run(declaration.version)}>
          {say('qualification.sign')}
        </Button>
      </div>
    </Card>
  );
}

function All({ own }: { own: OwnQualifications }) {
  const { say } = useWords();
  const nameOf = useDemandName();
  return (
    <Section title={say('qualification.all')}>
      {own.attestations.length === 0 && <p className="quiet">{say('qualification.none')}</p>}
      <ul className={own.attestations.length > 0 ? 'list' : undefined}>
        {own.attestations.map((attestation) => (
          <li key={attestation.id}>
            <div className="grow">
              <strong dir="auto">{nameOf(attestation)}</strong>{' '}
              {attestation.withdrawnAt && <Tag tone="warning">{say('qualification.state.withdrawn')}</Tag>}
              <Seen attestation={attestation} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
