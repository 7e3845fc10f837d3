// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '../api/types.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

export function Kind({ type }: { type: ServiceType }) {
  const { say } = useWords();
  return (
    <span className="kind">
      <span className="bubble">
        <Icon name={type} />
      </span>
      {say(`kind.${type}`)}
    </span>
  );
}
