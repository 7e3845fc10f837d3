// SPDX-License-Identifier: EUPL-1.2
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icon.tsx';

interface Props extends Pick<LinkProps, 'to' | 'params' | 'search'> {
  children: ReactNode;
  kind?: 'primary' | 'secondary' | 'tertiary';
  icon?: IconName;
  big?: boolean;
}

/** A link that looks like a button, because it leads to an act. */
export function Go({ children, kind = 'primary', icon, big, ...link }: Props) {
  return (
    <Link className={big ? 'ds-button button-big' : 'ds-button'} data-variant={kind} {...(link as LinkProps)}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}
