// SPDX-License-Identifier: EUPL-1.2
import type { HelpRequest } from '../../api/types.ts';
import { Notice } from '../../ui/notice.tsx';
import { useMe } from '../session.ts';
import { useWords } from '../../words/use-words.ts';

/** How a request came by telephone, and what is left to do for whoever rang: for those who speak for others. */
export function CallLine({ call }: { call: NonNullable<HelpRequest['call']> }) {
  const { say } = useWords('work');
  const { can } = useMe();
  if (!can['client.read']) return null;
  return (
    <Notice tone="neutral" icon="phone">
      <p>
        {say(call.proven ? 'work:intake.came.shown' : 'work:intake.came.unshown')}{' '}
        {say(`work:intake.told.${call.tellBy}`)}
      </p>
    </Notice>
  );
}
