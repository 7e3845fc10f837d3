// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/queries.ts';
import type { TellWay } from '../../api/types.ts';
import { OneOf } from '../../ui/choices.tsx';
import { useWords } from '../../words/use-words.ts';

const ways: readonly TellWay[] = ['call', 'sms', 'letter'];

/** How whoever rang is to hear what comes of it; text messages only where they can be sent. */
export function TellField({ value, onChange }: { value: TellWay; onChange: (way: TellWay) => void }) {
  const { say } = useWords('work');
  const { data: settings } = useQuery(read.noticeSettings());
  const texts = settings?.available.includes('sms') ?? true;
  return (
    <OneOf<TellWay>
      legend={say('work:intake.tellBy')}
      hint={texts ? say(`work:intake.tellHint.${value}`) : say('work:intake.noSms')}
      look="chips"
      value={value}
      onChange={onChange}
      options={ways
        .filter((way) => way !== 'sms' || texts)
        .map((way) => ({ value: way, label: say(`work:intake.tell.${way}`) }))}
    />
  );
}
