// SPDX-License-Identifier: EUPL-1.2
import { TextField } from '../../ui/field.tsx';
import { useWords } from '../../words/use-words.ts';

/** Which function answers for us; `asked`: the form has been sent, and an empty field is told so. */
export function FunctionAddressField({
  value,
  asked,
  onChange,
}: {
  value: string;
  asked: boolean;
  onChange: (address: string) => void;
}) {
  const { say } = useWords('work');
  return (
    <TextField
      label={say('work:accept.address')}
      hint={say('work:accept.addressHint')}
      value={value}
      maxLength={120}
      error={asked && !value.trim() && say('work:accept.addressMissing')}
      onChange={onChange}
    />
  );
}
