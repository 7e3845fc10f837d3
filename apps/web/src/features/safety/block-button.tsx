// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { http } from '../../api/client.ts';
import type { CreateBlock } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/use-words.ts';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';

/** Keeps somebody one has met away from what one asks for, without their being told. */
export function BlockButton({ name, whom }: { name: string; whom: CreateBlock }) {
  const { say } = useWords();
  const { say: announce } = useAnnounce();
  const [open, setOpen] = useState(false);
  const block = useAct((body: CreateBlock, key) => http.post('/blocks', body, { key }), {
    touches: ['blocks', 'requests', 'offers', 'agreements', 'audience'],
    then: () => {
      setOpen(false);
      announce(say('safety.block.done', { name }));
    },
  });
  return (
    <>
      <Button kind="tertiary" onPress={() => setOpen(true)}>
        {say('safety.block.button', { name })}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={say('safety.block.title', { name })}
        closeLabel={say('common.close')}
      >
        <p>{say('safety.block.means', { name })}</p>
        {whom.agreementId && <p>{say('safety.block.agreementStands')}</p>}
        <ActTrouble problem={block.problem} />
        <div className="row">
          <Button danger busy={block.busy} onPress={() => block.run(whom)}>
            {say('safety.block.yes')}
          </Button>
          <Button kind="secondary" onPress={() => setOpen(false)}>
            {say('common.close')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
