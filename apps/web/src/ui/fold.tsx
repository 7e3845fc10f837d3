// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export function Fold({ title, children, open = false }: { title: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details className="fold" open={open}>
      <summary>
        <Icon name="next" flip />
        {title}
      </summary>
      <div className="stack">{children}</div>
    </details>
  );
}
