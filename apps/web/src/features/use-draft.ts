// SPDX-License-Identifier: EUPL-1.2
import { useMemo, useState } from 'react';
import { Drafts } from './drafts.ts';
import { useMe } from './session.ts';

export function useDraft<T extends object>(name: string, empty: T) {
  const me = useMe();
  const drafts = useMemo(() => new Drafts(localStorage, me.person.id), [me.person.id]);
  const [value, setValue] = useState<T>(() => drafts.read(name, empty));
  const set = (change: Partial<T>): void =>
    setValue((before) => {
      const after = { ...before, ...change };
      drafts.write(name, after);
      return after;
    });
  const drop = (): void => {
    drafts.drop(name);
    setValue(empty);
  };
  return [value, set, drop] as const;
}
