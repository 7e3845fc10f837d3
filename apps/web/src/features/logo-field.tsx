// SPDX-License-Identifier: EUPL-1.2
import { useRef, useState, type ChangeEvent } from 'react';
import { http } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { refresh } from '../api/queries.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { Section } from '../ui/section.tsx';
import { useProblem } from '../words/use-problem.ts';
import { useWords } from '../words/use-words.ts';
import { useTenant } from './session.ts';
import { ActTrouble } from './trouble.tsx';
import { useAct } from './use-act.ts';

const kinds = 'image/png,image/jpeg,image/webp';
/** The server says the same; asked here, it costs nobody an upload. */
const largestFile = 1024 * 1024;

interface Chosen {
  file: File;
  /** A data address: the content policy lets no other be shown before it is sent. */
  picture: string;
}

const pictureOf = (file: File): Promise<string> =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result as string);
    reader.onerror = () => done('');
    reader.readAsDataURL(file);
  });

/** The organisation's own mark: chosen, looked at in its place, and only then put up. */
export function LogoField() {
  const { say } = useWords('work');
  const { say: announce, soon } = useAnnounce();
  const explain = useProblem();
  const { logo, name } = useTenant();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const change = useAct(
    async (file: File) => {
      await http.upload('/tenant/logo', file);
      await refresh('tenant');
    },
    {
      then: () => {
        setChosen(null);
        announce(say('work:logo.changed'));
      },
    },
  );
  const remove = useAct(() => http.delete('/tenant/logo'), {
    touches: ['tenant'],
    then: () => announce(say('work:logo.removed')),
  });
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = target.files ?? [];
    // Cleared, so that the same file can be chosen again after it was mended.
    target.value = '';
    if (!file) return;
    change.forget();
    setTooLarge(file.size > largestFile);
    setChosen(file.size > largestFile ? null : { file, picture: await pictureOf(file) });
  };
  const shown = chosen ? chosen.picture : logo;
  return (
    <Section title={say('work:logo.title')}>
      <p className="quiet measure">{say('work:logo.lead')}</p>
      <figure className="stack stack-tight">
        <div className="logo-sample brand">
          {shown ? <img src={shown} alt={say('work:logo.alt')} /> : <Mark size={40} />}
          <span aria-hidden="true">{name}</span>
        </div>
        <figcaption className="quiet small">
          {say(chosen ? 'work:logo.preview' : logo ? 'work:logo.now' : 'work:logo.none')}
        </figcaption>
      </figure>
      <ActTrouble
        problem={tooLarge ? explain(new Problem(413, 'logo.too-large', '')) : (change.problem ?? remove.problem)}
      />
      <input
        ref={input}
        type="file"
        accept={kinds}
        className="hidden-words"
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => void choose(event)}
      />
      <div className="row">
        {chosen && (
          <Button busy={change.busy} onPress={() => change.run(chosen.file)}>
            {say('work:logo.use')}
          </Button>
        )}
        <Button kind="secondary" icon="picture" onPress={() => input.current?.click()}>
          {say(shown ? 'work:logo.chooseAnother' : 'work:logo.choose')}
        </Button>
        {chosen && (
          <Button
            kind="tertiary"
            onPress={() => {
              setChosen(null);
              change.forget();
            }}
          >
            {say('work:logo.cancel')}
          </Button>
        )}
        {logo && !chosen && (
          <Button
            kind="tertiary"
            busy={remove.busy}
            onPress={() => soon(say('work:logo.removing'), () => remove.run(undefined))}
          >
            {say('work:logo.remove')}
          </Button>
        )}
      </div>
    </Section>
  );
}
