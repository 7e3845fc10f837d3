// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export function Waiting({ label, rows = 3 }: { label: string; rows?: number }) {
  return (
    <div className="ghost" role="status">
      <span className="hidden-words">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <i key={row} />
      ))}
    </div>
  );
}

export function Blank({
  title,
  children,
  icon = 'heart',
}: {
  title: ReactNode;
  children?: ReactNode;
  icon?: IconName;
}) {
  return (
    <div className="blank">
      <span className="bubble">
        <Icon name={icon} />
      </span>
      <p className="heading">{title}</p>
      {children}
    </div>
  );
}
