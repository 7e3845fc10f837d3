// SPDX-License-Identifier: EUPL-1.2
import type { HelpRequest } from '../../api/types.ts';
import { Facts } from '../../ui/facts.tsx';
import { useWords } from '../../words/use-words.ts';

export function RequestFacts({ request }: { request: Pick<HelpRequest, 'from' | 'to' | 'area' | 'headCount'> }) {
  const { say, span, length } = useWords();
  const long = length(request.from, request.to);
  return (
    <Facts
      facts={[
        { icon: 'calendar', text: span(request.from, request.to) },
        long ? { icon: 'clock', text: long } : null,
        request.area ? { icon: 'pin', text: request.area } : null,
        request.headCount > 1 ? { icon: 'people', text: say('request.heads', { count: request.headCount }) } : null,
      ]}
    />
  );
}
