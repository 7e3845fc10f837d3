// SPDX-License-Identifier: EUPL-1.2
import { http } from '../../api/client.ts';
import type { HelpRequest } from '../../api/types.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { useAnnounce } from '../../ui/announce.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/use-words.ts';
import { useAct } from '../use-act.ts';

type Loudness = 'open' | 'quiet';

/** To everybody in the groups, or to a few at a time whom nobody else knows of. */
export function QuietChoice({ quiet, onChange }: { quiet: boolean; onChange: (quiet: boolean) => void }) {
  const { say } = useWords();
  return (
    <OneOf<Loudness>
      legend={say('quiet.legend')}
      look="list"
      value={quiet ? 'quiet' : 'open'}
      onChange={(how) => onChange(how === 'quiet')}
      options={(['open', 'quiet'] as const).map((value) => ({
        value,
        label: say(`quiet.${value}`),
        hint: say(`quiet.${value}Hint`),
      }))}
    />
  );
}

/** What is asked, or that its words are kept until one has said "I can". */
export function RequestWords({ request }: { request: HelpRequest }) {
  const { say } = useWords();
  return <>{request.text ?? say('quiet.hiddenWords')}</>;
}

/** The words, where they may be read, behind a tap. */
export function WordsOnCard({ request }: { request: HelpRequest }) {
  const { say } = useWords();
  if (request.text === null) return <p className="small quiet">{say('quiet.hiddenWords')}</p>;
  return (
    <Fold title={say('request.words')}>
      <p dir="auto" className="pre">
        {request.text}
      </p>
    </Fold>
  );
}

/** From when one's own group may take what is left to others now. */
export function KeptForOthers({ request }: { request: HelpRequest }) {
  const { say, date } = useWords();
  return request.keptUntil && <p className="small quiet">{say('request.kept', { date: date(request.keptUntil) })}</p>;
}

/** Undone within the usual moment; after that it is final, and nobody is told. */
export function NotNow({ request, then }: { request: HelpRequest; then?: () => void }) {
  const { say } = useWords();
  const { soon } = useAnnounce();
  const pass = useAct(() => http.post(`/requests/${request.id}/pass`, {}), {
    touches: ['requests'],
    ...(then ? { then } : {}),
  });
  if (!request.can['pass'] || request.myOffer?.state === 'waiting') return null;
  return (
    <Button kind="secondary" busy={pass.busy} onPress={() => soon(say('quiet.passing'), () => pass.run(undefined))}>
      {say('quiet.notNow')}
    </Button>
  );
}
