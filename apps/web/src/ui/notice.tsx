// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

type Tone = 'info' | 'success' | 'warning' | 'danger' | 'accent' | 'neutral';
const icons: Record<Tone, IconName> = {
  info: 'info',
  success: 'check',
  warning: 'alert',
  danger: 'alert',
  accent: 'info',
  neutral: 'info',
};

export function Notice({
  tone = 'info',
  icon,
  title,
  alert = false,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  title?: ReactNode;
  /** Read out at once. */
  alert?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="notice" data-color={tone} role={alert ? 'alert' : undefined}>
      <Icon name={icon ?? icons[tone]} />
      <div className="notice-words">
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
