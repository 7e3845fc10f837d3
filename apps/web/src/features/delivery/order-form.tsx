// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from 'react';
import { http } from '../../api/client.ts';
import { isAbout } from '../../api/problem.ts';
import type { Delivery } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWords } from '../../words/use-words.ts';
import { showFirstError } from '../first-error.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';
import { kronorText, oreOf } from './money.ts';

interface Line {
  readonly key: string;
  what: string;
  count: string;
  note: string;
}

const most = 60;
const emptyLine = (): Line => ({ key: crypto.randomUUID(), what: '', count: '1', note: '' });
const isBlank = ({ what, note }: Line): boolean => !what.trim() && !note.trim();
const isCount = (text: string): boolean => /^[1-9]\d{0,2}$/.test(text.trim());

/** The list, line by line; an empty line is no line. */
export function OrderForm({ requestId, delivery, done }: { requestId: string; delivery: Delivery; done: () => void }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const [lines, setLines] = useState<Line[]>(() => {
    const known = (delivery.lines ?? []).map(({ what, count, note }) => ({
      ...emptyLine(),
      what,
      count: String(count),
      note: note ?? '',
    }));
    return known.length > 0 ? known : [emptyLine()];
  });
  const [cap, setCap] = useState(kronorText(delivery.capOre));
  const [way, setWay] = useState<'meet' | 'contactless'>(delivery.contactless ? 'contactless' : 'meet');
  const [tried, setTried] = useState(false);
  const capOre = oreOf(cap);
  const written = lines.filter((line) => !isBlank(line));
  const isWhole = capOre !== undefined && written.every(({ what, count }) => what.trim() !== '' && isCount(count));
  const save = useAct((body: object) => http.put<Delivery>(`/requests/${requestId}/delivery`, body), {
    touches: ['delivery'],
    then: () => {
      announce(say('delivery.saved'));
      done();
    },
  });
  // What was refused is said at its field, as long as the list is the one that was sent.
  const refused = (line: Line, field: 'what' | 'note'): string | undefined =>
    isAbout(save.error, `/lines/${written.indexOf(line)}/${field}`) ? save.problem : undefined;
  const atField = written.some((line) => refused(line, 'what') ?? refused(line, 'note'));
  useEffect(() => {
    if (atField) showFirstError();
  }, [atField, save.error]);
  const edit = (next: Line[]): void => {
    if (save.error) save.forget();
    setLines(next);
  };
  const change = (key: string, more: Partial<Line>): void =>
    edit(lines.map((line) => (line.key === key ? { ...line, ...more } : line)));
  const remove = (key: string): void => {
    const before = lines;
    edit(lines.filter((line) => line.key !== key));
    announce(say('delivery.removed'), () => edit(before));
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isWhole) {
          showFirstError();
          return;
        }
        save.run({
          lines: written.map(({ what, count, note }) => ({
            what: what.trim(),
            count: Number(count),
            ...(note.trim() ? { note: note.trim() } : {}),
          })),
          contactless: way === 'contactless',
          capOre,
        });
      }}
    >
      <Notice tone="neutral" icon="shield">
        <p>{say('delivery.safe')}</p>
      </Notice>
      {lines.map((line, at) => (
        <div key={line.key} className="stack stack-tight">
          <TextField
            label={say('delivery.what', { n: at + 1 })}
            value={line.what}
            maxLength={120}
            error={
              (tried && !isBlank(line) && !line.what.trim() && say('delivery.whatMissing')) || refused(line, 'what')
            }
            onChange={(what) => change(line.key, { what })}
          />
          <TextField
            label={say('delivery.number', { n: at + 1 })}
            value={line.count}
            maxLength={3}
            error={tried && !isBlank(line) && !isCount(line.count) && say('delivery.numberWrong')}
            onChange={(count) => change(line.key, { count })}
          />
          <TextField
            label={say('delivery.note', { n: at + 1 })}
            hint={say('delivery.noteHint')}
            value={line.note}
            maxLength={200}
            error={refused(line, 'note')}
            onChange={(note) => change(line.key, { note })}
          />
          {lines.length > 1 && (
            <div>
              <Button kind="tertiary" icon="close" onPress={() => remove(line.key)}>
                {say('delivery.remove', { n: at + 1 })}
              </Button>
            </div>
          )}
        </div>
      ))}
      {lines.length < most && (
        <div>
          <Button kind="secondary" icon="plus" onPress={() => edit([...lines, emptyLine()])}>
            {say('delivery.add')}
          </Button>
        </div>
      )}
      <OneOf
        legend={say('delivery.how')}
        value={way}
        onChange={setWay}
        options={[
          { value: 'meet', label: say('delivery.meet') },
          { value: 'contactless', label: say('delivery.contactless') },
        ]}
      />
      <TextField
        label={say('delivery.capField')}
        hint={say('delivery.capHint')}
        value={cap}
        maxLength={12}
        error={tried && capOre === undefined && say('delivery.capWrong')}
        onChange={setCap}
      />
      <ActTrouble problem={atField ? undefined : save.problem} />
      <div className="row">
        <Button type="submit" busy={save.busy}>
          {say('delivery.save')}
        </Button>
        <Button kind="secondary" onPress={done}>
          {say('delivery.cancel')}
        </Button>
      </div>
    </form>
  );
}
