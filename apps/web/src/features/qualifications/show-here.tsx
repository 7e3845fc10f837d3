// SPDX-License-Identifier: EUPL-1.2
import { useRef, useState, type ChangeEvent } from 'react';
import { http } from '../../api/client.ts';
import type { PassportQuestion, ShownAttestation } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SomeOf } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Section } from '../../ui/section.tsx';
import { Ticks } from '../../ui/ticks.tsx';
import { useWords } from '../../words/use-words.ts';
import { useDemandName } from './checklist.tsx';
import { useTenant } from '../session.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { present, readCarried, saidBy, type Carried, type Said } from './carried.ts';

/** Shows this tenant what one has taken along from another: opened here in the browser, and never uploaded. */
export function ShowHere() {
  const { say } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [carried, setCarried] = useState<Carried | null>(null);
  const [pasted, setPasted] = useState('');
  const [wrong, setWrong] = useState(false);
  const open = (text: string): void => {
    const read = readCarried(text);
    setCarried(read);
    setWrong(read === null);
  };
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = target.files ?? [];
    // Cleared, so that the same file can be chosen again.
    target.value = '';
    if (file) open(await file.text());
  };
  const done = (): void => {
    setCarried(null);
    setPasted('');
  };
  return (
    <Section title={say('passport.show')}>
      <p className="quiet measure">{say('passport.showLead')}</p>
      <ActTrouble problem={wrong ? say('passport.notOne') : undefined} />
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        className="hidden-words"
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => void choose(event)}
      />
      {carried ? (
        <Chosen key={carried.x} carried={carried} done={done} />
      ) : (
        <>
          <div>
            <Button kind="secondary" icon="plus" onPress={() => input.current?.click()}>
              {say('passport.choose')}
            </Button>
          </div>
          <Fold title={say('passport.paste')}>
            <TextField label={say('passport.pasteLabel')} rows={4} value={pasted} onChange={setPasted} />
            <div>
              <Button kind="secondary" onPress={() => open(pasted)}>
                {say('passport.pasteOpen')}
              </Button>
            </div>
          </Fold>
        </>
      )}
    </Section>
  );
}

function Chosen({ carried, done }: { carried: Carried; done: () => void }) {
  const { say, date } = useWords();
  const { say: announce } = useAnnounce();
  const { name: here } = useTenant();
  const nameOf = useDemandName();
  const all = carried.attestations.map(saidBy).filter((one) => one !== null);
  const [chosen, setChosen] = useState<string[]>(all.map(({ jws }) => jws));
  const { issuer } = carried;
  const show = useAct(
    async (attestations: string[]) => {
      for (const attestation of attestations) {
        const question = await http.post<PassportQuestion>('/me/passport/questions');
        const presentation = await present(carried, attestation, question);
        await http.post<ShownAttestation>('/me/passport/shown', { presentation });
      }
    },
    {
      touches: ['passport', 'qualifications'],
      then: () => {
        announce(say('passport.shown', { here }));
        done();
      },
    },
  );
  const facts = ({ seenOn, exp, holder }: Said): string =>
    say('passport.says', { holder, seen: date(seenOn), end: date(new Date(exp * 1000).toISOString()) });
  return (
    <Card look="tinted" label={say('passport.from', { issuer })}>
      <h3 className="heading heading-sm">{say('passport.from', { issuer })}</h3>
      <SomeOf
        legend={say('passport.whichShow', { here })}
        look="list"
        value={chosen}
        onChange={setChosen}
        options={all.map((one) => ({ value: one.jws, label: nameOf(one), hint: facts(one) }))}
      />
      <div className="stack stack-tight">
        <strong>{say('passport.theySee', { here })}</strong>
        <Ticks icon="eye" items={[say('passport.sees.what'), say('passport.sees.names')]} />
        <strong>{say('passport.theyNever', { issuer })}</strong>
        <Ticks icon="closedEye" items={[say('passport.sees.never', { issuer, here })]} />
      </div>
      <ActTrouble problem={show.problem} />
      <div className="row">
        <Button
          icon="send"
          busy={show.busy}
          blocked={chosen.length === 0 && say('passport.chooseOne')}
          onPress={() => show.run(chosen)}
        >
          {say('passport.showNow', { here })}
        </Button>
        <Button kind="tertiary" onPress={done}>
          {say('passport.notNow')}
        </Button>
      </div>
    </Card>
  );
}
