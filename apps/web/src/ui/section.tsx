// SPDX-License-Identifier: EUPL-1.2
import { useId, type ReactNode } from 'react';

/** A part of a page under a heading of its own, which names it for those who listen. */
export function Section({
  title,
  kind = 'stack',
  children,
}: {
  title: ReactNode;
  kind?: 'stack' | 'card' | 'card card-tinted';
  children: ReactNode;
}) {
  const heading = useId();
  return (
    <section className={kind} aria-labelledby={heading}>
      <h2 className="heading" id={heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}
