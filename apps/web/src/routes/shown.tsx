// SPDX-License-Identifier: EUPL-1.2
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { ShownAttestation } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Listing } from '../features/listing.tsx';
import { ShownWords } from '../features/qualifications/shown-words.tsx';
import { useDemandName } from '../features/qualifications/checklist.tsx';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Blank } from '../ui/states.tsx';
import { useWords } from '../words/use-words.ts';

/** What people have shown of what partners attest, for whoever decides what it is worth here. */
export function ShownPage() {
  const { say } = useWords('work');
  return (
    <Page title={say('work:shown.title')} lead={say('work:shown.lead')} back={<Back to="/" label={say('nav.home')} />}>
      <div className="stack stack-wide">
        <Listing query={read.shown(false)} empty={<Blank icon="shield" title={say('work:shown.empty')} />}>
          {(all) => (
            <ul className="list">
              {all.map((one) => (
                <Decide key={one.id} shown={one} />
              ))}
            </ul>
          )}
        </Listing>
        <Section title={say('work:shown.decided')}>
          <Listing query={read.shown(true)} empty={<p className="quiet">{say('work:shown.decidedNothing')}</p>}>
            {(all) => (
              <ul className="list">
                {all.map((one) => (
                  <li key={one.id}>
                    <div className="stack stack-tight grow">
                      <strong dir="auto">{one.personName}</strong>
                      <ShownWords shown={one} />
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Listing>
        </Section>
      </div>
    </Page>
  );
}

/** Here many are called by it alone. */
const firstName = (name: string): string => name.trim().split(/\s+/)[0]?.toLocaleLowerCase() ?? '';

function Decide({ shown }: { shown: ShownAttestation }) {
  const { say } = useWords('work');
  const { say: announce, soon } = useAnnounce();
  const nameOf = useDemandName();
  const { id, personName, holder, kind, issuerName } = shown;
  const decide = useAct(
    (verb: 'acceptance' | 'decline', key) =>
      http.post<ShownAttestation>(`/shown-attestations/${id}/${verb}`, undefined, { key }),
    {
      touches: ['shown', 'waiting', 'requirements'],
      then: ({ state }) => announce(say(`work:shown.now.${state}`, { defaultValue: '' })),
    },
  );
  const about = `${nameOf(shown)}, ${personName}`;
  const seeIt = kind === 'register-extract';
  return (
    <li>
      <div className="stack stack-tight grow">
        <strong dir="auto">{personName}</strong>
        <ShownWords shown={shown} />
        {firstName(holder) !== firstName(personName) && (
          <Notice tone="warning" title={say('work:shown.otherName', { holder, issuer: issuerName })}>
            <p>{say('work:shown.samePerson', { name: personName })}</p>
          </Notice>
        )}
        {seeIt && <p>{say('work:shown.mustSee')}</p>}
        <ActTrouble problem={decide.problem} />
        {shown.can['decide'] && (
          <div className="row">
            {!seeIt && (
              <Button
                icon="check"
                busy={decide.busy}
                label={`${say('work:shown.accept')}: ${about}`}
                onPress={() => decide.run('acceptance')}
              >
                {say('work:shown.accept')}
              </Button>
            )}
            <Button
              kind="secondary"
              busy={decide.busy}
              label={`${say('work:shown.decline')}: ${about}`}
              onPress={() => soon(say('work:shown.declining'), () => decide.run('decline'))}
            >
              {say('work:shown.decline')}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
