// SPDX-License-Identifier: EUPL-1.2
import { Dialog as DsDialog } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ReactNode } from 'react';

/** For the few acts that cannot be undone. */
export function Dialog({
  open,
  onClose,
  title,
  closeLabel,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  closeLabel: string;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  return (
    <DsDialog ref={dialog} closeButton={closeLabel} onClose={onClose} aria-label={title}>
      <div className="stack">
        <h2 className="heading">{title}</h2>
        {children}
      </div>
    </DsDialog>
  );
}
