// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef, type ReactNode } from 'react';

/** One heading a page; it receives the focus when the road leads here. */
export function Page({
  title,
  lead,
  back,
  wide = false,
  actions,
  quiet = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  back?: ReactNode;
  wide?: boolean;
  actions?: ReactNode;
  /** The heading is there for those who listen, not for the eye. */
  quiet?: boolean;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${document.documentElement.dataset['tenant'] ?? 'Handslag'}`;
  }, [title]);
  useEffect(() => {
    if (document.documentElement.dataset['moved']) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className={quiet ? 'hidden-words' : 'page-head'}>
        {back}
        <div className="row row-apart">
          <h1 className="title" tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {actions && <div className="row">{actions}</div>}
        </div>
        {lead && (
          <p className="lead" dir="auto">
            {lead}
          </p>
        )}
      </header>
      {children}
    </div>
  );
}
