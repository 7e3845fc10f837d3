// SPDX-License-Identifier: EUPL-1.2
import { http } from '../api/client.ts';
import { read } from '../api/queries.ts';
import type { ShownAttestation } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { Loaded } from '../features/loaded.tsx';
import { ShowHere } from '../features/qualifications/show-here.tsx';
import { ShownWords } from '../features/qualifications/shown-words.tsx';
import { TakeAlong } from '../features/qualifications/take-along.tsx';
import { useTenant } from '../features/session.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useWords } from '../words/use-words.ts';
import { useDemandName } from '../features/qualifications/checklist.tsx';

/** What one takes along from here, and what one has shown here. */
export function PassportPage() {
  const { say } = useWords();
  const { name: here } = useTenant();
  return (
    <Page
      title={say('passport.title')}
      lead={say('passport.lead')}
      back={<Back to="/me/qualifications" label={say('qualification.link')} />}
    >
      <div className="stack stack-wide">
        <Loaded query={read.qualifications()}>{({ attestations }) => <TakeAlong attestations={attestations} />}</Loaded>
        <ShowHere />
        <Section title={say('passport.shownHere', { here })}>
          <Loaded query={read.ownShown()}>
            {(all) =>
              all.length === 0 ? (
                <p className="quiet">{say('passport.shownNothing')}</p>
              ) : (
                <ul className="list">
                  {all.map((one) => (
                    <Shown key={one.id} shown={one} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </Section>
      </div>
    </Page>
  );
}

function Shown({ shown }: { shown: ShownAttestation }) {
  const { say } = useWords();
  const { say: announce, soon } = useAnnounce();
  const nameOf = useDemandName();
  const takeBack = useAct(() => http.delete(`/me/passport/shown/${shown.id}`), {
    touches: ['passport', 'qualifications', 'requirements'],
    then: () => announce(say('passport.takenBack')),
  });
  return (
    <li>
      <div className="stack stack-tight grow">
        <ShownWords shown={shown} />
        <ActTrouble problem={takeBack.problem} />
        <div>
          <Button
            kind="secondary"
            icon="undo"
            busy={takeBack.busy}
            label={`${say('passport.takeBack')}: ${nameOf(shown)}`}
            onPress={() => soon(say('passport.takingBack'), () => takeBack.run(undefined))}
          >
            {say('passport.takeBack')}
          </Button>
        </div>
      </div>
    </li>
  );
}
