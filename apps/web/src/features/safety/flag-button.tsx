// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Guidelines, RaiseFlag } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { useWords } from '../../words/use-words.ts';
import { Loaded } from '../loaded.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { guidelineWords } from './guideline-words.ts';

type Subject = Pick<RaiseFlag, 'kind' | 'subjectId'>;

/** Says under which guideline something is wrong. Whoever wrote it is not told who did. */
export function FlagButton({ kind, subjectId }: Subject) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button kind="tertiary" icon="alert" onPress={() => setOpen(true)}>
        {say(`safety.flag.${kind}`)}
      </Button>
      <Dialog open={open} onClose={close} title={say(`safety.flag.${kind}`)} closeLabel={say('common.close')}>
        {open && (
          <Loaded query={read.guidelines()}>
            {(guidelines) => <FlagForm guidelines={guidelines} subject={{ kind, subjectId }} close={close} />}
          </Loaded>
        )}
      </Dialog>
    </>
  );
}

function FlagForm({ guidelines, subject, close }: { guidelines: Guidelines; subject: Subject; close: () => void }) {
  const { say, language } = useWords();
  const { say: announce } = useAnnounce();
  const [guideline, setGuideline] = useState('');
  const [comment, setComment] = useState('');
  const flag = useAct((body: RaiseFlag, key) => http.post('/flags', body, { key }), {
    touches: ['cases'],
    then: () => {
      close();
      announce(say('safety.flag.thanks'));
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (guideline) flag.run({ ...subject, guideline, ...(comment.trim() ? { comment: comment.trim() } : {}) });
      }}
    >
      <p className="quiet">{say('safety.flag.lead')}</p>
      <OneOf
        legend={say('safety.flag.which')}
        look="list"
        value={guideline}
        onChange={setGuideline}
        options={guidelines.items.map((one) => {
          const { name, text } = guidelineWords(one, language);
          return { value: one.key, label: name, hint: text };
        })}
      />
      <TextField label={say('safety.flag.comment')} rows={2} maxLength={500} value={comment} onChange={setComment} />
      <ActTrouble problem={flag.problem} />
      <div className="row">
        <Button type="submit" busy={flag.busy} blocked={!guideline && say('safety.flag.choose')}>
          {say('safety.flag.send')}
        </Button>
        <Button kind="secondary" onPress={close}>
          {say('common.close')}
        </Button>
      </div>
    </form>
  );
}
