// SPDX-License-Identifier: EUPL-1.2
import { useRef, useState, type ChangeEvent } from 'react';
import { http } from '../api/client.ts';
import type { InviteListAnswer } from '../api/types.ts';
import { Back } from '../features/back.tsx';
import { showFirstError } from '../features/first-error.ts';
import { ActTrouble } from '../features/trouble.tsx';
import { useAct } from '../features/use-act.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/use-words.ts';

const longest = 200_000;

/** Spreadsheets save as UTF-8 when asked to, and otherwise as they have done since the nineties. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** From a spreadsheet to invitations: looked through first, and made when every line is right. */
export function InviteList() {
  const { say } = useWords('work');
  const [csv, setCsv] = useState('');
  const [missing, setMissing] = useState(false);
  const [answer, setAnswer] = useState<InviteListAnswer | null>(null);
  const check = useAct(
    (text: string, key) => http.post<InviteListAnswer>('/invitations/spreadsheet', { csv: text, make: false }, { key }),
    { then: setAnswer },
  );
  const make = useAct(
    (text: string, key) => http.post<InviteListAnswer>('/invitations/spreadsheet', { csv: text, make: true }, { key }),
    { touches: ['invitations'], then: setAnswer },
  );
  const change = (text: string): void => {
    setCsv(text);
    setAnswer(null);
  };
  return (
    <Page
      title={say('work:inviteList.title')}
      lead={say('work:inviteList.lead')}
      back={<Back to="/invitations" label={say('work:invite.title')} />}
    >
      <div className="stack stack-wide">
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setMissing(!csv.trim());
            if (csv.trim()) check.run(csv);
            else showFirstError();
          }}
        >
          <ChooseFile choose={change} />
          <TextField
            label={say('work:inviteList.paste')}
            hint={say('work:inviteList.pasteHint')}
            rows={8}
            maxLength={longest}
            value={csv}
            error={missing && !csv.trim() && say('work:inviteList.missing')}
            onChange={change}
          />
          <ActTrouble problem={check.problem ?? make.problem} />
          <div>
            <Button type="submit" kind="secondary" busy={check.busy}>
              {say('work:inviteList.check')}
            </Button>
          </div>
        </form>
        <div role="status" className="stack">
          {answer && <Result answer={answer} busy={make.busy} make={() => make.run(csv)} />}
        </div>
      </div>
    </Page>
  );
}

function ChooseFile({ choose }: { choose: (text: string) => void }) {
  const { say } = useWords('work');
  const input = useRef<HTMLInputElement>(null);
  const chosen = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = target.files ?? [];
    if (file) choose((await textOf(file)).slice(0, longest));
    // Cleared, so that the same file can be chosen again after it was mended.
    target.value = '';
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        className="hidden-words"
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => void chosen(event)}
      />
      <Button kind="secondary" icon="board" onPress={() => input.current?.click()}>
        {say('work:inviteList.file')}
      </Button>
    </div>
  );
}

function Result({ answer, busy, make }: { answer: InviteListAnswer; busy: boolean; make: () => void }) {
  const { say } = useWords('work');
  const { count, faults, csv } = answer;
  if (csv !== null)
    return (
      <Notice tone="success" title={say('work:inviteList.made', { count })}>
        <p>{say('work:inviteList.once')}</p>
        <p>
          <a
            className="ds-button"
            data-variant="primary"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
            download="inbjudningar.csv"
          >
            <Icon name="download" />
            <span>{say('work:inviteList.download')}</span>
          </a>
        </p>
      </Notice>
    );
  if (faults.length === 0)
    return (
      <>
        <Notice tone="info" title={say('work:inviteList.right', { count })}>
          <p>{say('work:inviteList.notYet')}</p>
        </Notice>
        <div>
          <Button big icon="send" busy={busy} onPress={make}>
            {say('work:inviteList.make', { count })}
          </Button>
        </div>
      </>
    );
  return (
    <Notice tone="danger" title={say('work:inviteList.faults', { count: faults.length })}>
      <p>{say('work:inviteList.nothingMade')}</p>
      <ul className="list">
        {faults.map(({ line, column, code }, at) => (
          <li key={at}>
            <span>
              <strong>
                {column === null
                  ? say('work:inviteList.line', { line })
                  : say('work:inviteList.cell', { line, column })}
              </strong>{' '}
              {say(`work:inviteList.fault.${code}`)}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
