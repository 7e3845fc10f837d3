// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import type { Agreement } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/use-words.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';

const reasons = ['helper-prevented', 'asker-prevented', 'nobody-there', 'other'] as const;
type Reason = (typeof reasons)[number];

/** It did not happen: which of four it was, and nothing about anybody. */
export function WhyNot({ agreement, open, close }: { agreement: Agreement; open: boolean; close: () => void }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const [code, setCode] = useState<Reason>('other');
  const fail = useAct(
    (chosen: Reason, key) => http.post<Agreement>(`/agreements/${agreement.id}/failure`, { code: chosen }, { key }),
    {
      touches: ['agreements', 'requests'],
      then: ({ state }) => {
        close();
        announce(say(`agreement.said.${state}`));
      },
    },
  );
  return (
    <Dialog open={open} onClose={close} title={say('agreement.fail')} closeLabel={say('common.close')}>
      <div className="stack">
        <OneOf
          legend={say('agreement.why.title')}
          hint={say('agreement.why.lead')}
          look="list"
          value={code}
          onChange={setCode}
          options={reasons.map((value) => ({ value, label: say(`agreement.why.${value}`) }))}
        />
        <ActTrouble problem={fail.problem} />
        <div className="row">
          <Button busy={fail.busy} onPress={() => fail.run(code)}>
            {say('agreement.why.tell')}
          </Button>
          <Button kind="secondary" onPress={close}>
            {say('common.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
