// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Guideline, Guidelines } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/use-words.ts';
import { Loaded } from '../loaded.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';

const languages = ['sv', 'sv-simple', 'en', 'ar'] as const;
const most = 12;

/** A new version of what may be written here. What was flagged under an older one keeps its name. */
export function PublishGuidelines() {
  const { say } = useWords('work');
  return (
    <Fold title={say('work:settings.guidelines')}>
      <Loaded query={read.guidelines()}>{(now) => <GuidelinesForm key={now.version} now={now} />}</Loaded>
    </Fold>
  );
}

function GuidelinesForm({ now }: { now: Guidelines }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  const [items, setItems] = useState<Guideline[]>(now.items);
  const publish = useAct((body: { items: Guideline[] }, key) => http.post<Guidelines>('/guidelines', body, { key }), {
    touches: ['guidelines'],
    then: ({ version }) => announce(say('work:settings.guidelinesPublished', { version })),
  });
  const write = (key: string, language: string, change: Partial<Guideline['words'][string]>): void =>
    setItems((before) =>
      before.map((item) =>
        item.key === key
          ? { ...item, words: { ...item.words, [language]: { ...wordsOf(item, language), ...change } } }
          : item,
      ),
    );
  const whole = items.map(({ key, words }) => ({
    key,
    words: Object.fromEntries(Object.entries(words).filter(([, { name, text }]) => name.trim() && text.trim())),
  }));
  const lacking = whole.length === 0 || whole.some(({ words }) => !words['sv']);
  return (
    <form
      className="stack stack-wide"
      onSubmit={(event) => {
        event.preventDefault();
        if (!lacking) publish.run({ items: whole });
      }}
    >
      <p className="quiet">{say('work:settings.guidelinesLead')}</p>
      {items.map((item, at) => (
        <fieldset className="stack" key={item.key}>
          <legend className="legend">{say('work:settings.guideline', { number: at + 1 })}</legend>
          {languages.map((language) => (
            <Words key={language} item={item} language={language} write={write} />
          ))}
          <div>
            <Button
              kind="tertiary"
              label={say('work:settings.guidelineRemove', { name: wordsOf(item, 'sv').name })}
              onPress={() => setItems((before) => before.filter(({ key }) => key !== item.key))}
            >
              {say('work:settings.guidelineRemove', { name: wordsOf(item, 'sv').name })}
            </Button>
          </div>
        </fieldset>
      ))}
      <ActTrouble problem={publish.problem} />
      <div className="row">
        <Button
          kind="tertiary"
          icon="plus"
          blocked={items.length >= most && say('work:settings.guidelinesFull')}
          onPress={() => setItems((before) => [...before, { key: freeKey(before), words: {} }])}
        >
          {say('work:settings.guidelineAdd')}
        </Button>
        <Button
          type="submit"
          kind="secondary"
          busy={publish.busy}
          blocked={lacking && say('work:settings.guidelineMissing')}
        >
          {say('work:settings.guidelinesPublish')}
        </Button>
      </div>
    </form>
  );
}

function Words({
  item,
  language,
  write,
}: {
  item: Guideline;
  language: (typeof languages)[number];
  write: (key: string, language: string, change: { name?: string; text?: string }) => void;
}) {
  const { say } = useWords('work');
  const { name, text } = wordsOf(item, language);
  const tongue = say(`work:settings.termsIn.${language}`);
  const fields = (
    <>
      <TextField
        label={say('work:settings.guidelineName', { language: tongue })}
        maxLength={60}
        value={name}
        onChange={(words) => write(item.key, language, { name: words })}
      />
      <TextField
        label={say('work:settings.guidelineText', { language: tongue })}
        rows={2}
        maxLength={400}
        value={text}
        onChange={(words) => write(item.key, language, { text: words })}
      />
    </>
  );
  return language === 'sv' ? fields : <Fold title={tongue}>{fields}</Fold>;
}

const wordsOf = (item: Guideline, language: string) => item.words[language] ?? { name: '', text: '' };

/** A key that says nothing: the name may change, and what was flagged under it is still found. */
function freeKey(items: Guideline[]): string {
  for (let number = 1; ; number += 1) {
    const key = `own-${number}`;
    if (!items.some((item) => item.key === key)) return key;
  }
}
