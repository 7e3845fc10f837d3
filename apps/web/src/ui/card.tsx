// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';

export function Card({
  look,
  link = false,
  children,
  as: As = 'section',
  label,
}: {
  look?: 'tinted' | 'quiet' | 'alarm';
  link?: boolean;
  children: ReactNode;
  as?: 'section' | 'article' | 'li' | 'div';
  label?: string;
}) {
  const name = ['card', look && `card-${look}`, link && 'card-link'].filter(Boolean).join(' ');
  return (
    <As className={name} aria-label={label}>
      {children}
    </As>
  );
}
