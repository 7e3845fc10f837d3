// SPDX-License-Identifier: EUPL-1.2
import { http } from '../../api/client.ts';
import { read } from '../../api/queries.ts';
import type { Block } from '../../api/types.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/use-words.ts';
import { Go } from '../go.tsx';
import { Loaded } from '../loaded.tsx';
import { ActTrouble } from '../trouble.tsx';
import { useAct } from '../use-act.ts';

/** Whom one has blocked; what is still agreed with them is ended where it always is. */
export function Blocks() {
  const { say } = useWords();
  return (
    <Loaded query={read.blocks()} rows={1}>
      {(blocks) =>
        blocks.length === 0 ? (
          <p className="quiet">{say('safety.block.none')}</p>
        ) : (
          <ul className="list">
            {blocks.map((block) => (
              <Blocked key={block.id} block={block} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Blocked({ block }: { block: Block }) {
  const { say, date } = useWords();
  const { say: announce, soon } = useAnnounce();
  const unblock = useAct(() => http.delete(`/blocks/${block.id}`), {
    touches: ['blocks', 'requests', 'offers', 'audience'],
    then: () => announce(say('safety.block.undone', { name: block.displayName })),
  });
  return (
    <li>
      <span className="stack stack-tight">
        <span>{block.displayName}</span>
        <span className="quiet small">{date(block.at)}</span>
        {block.agreementIds.map((id) => (
          <Go key={id} to="/agreements/$id" params={{ id }} kind="secondary">
            {say('safety.block.endAgreement')}
          </Go>
        ))}
        <ActTrouble problem={unblock.problem} />
      </span>
      <Button
        kind="secondary"
        busy={unblock.busy}
        onPress={() => soon(say('safety.block.undoing', { name: block.displayName }), () => unblock.run(undefined))}
      >
        {say('safety.block.undo')}
      </Button>
    </li>
  );
}
