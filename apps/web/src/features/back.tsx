// SPDX-License-Identifier: EUPL-1.2
import { Link, type LinkProps } from '@tanstack/react-router';
import { Icon } from '../ui/icon.tsx';

export function Back({ label, ...link }: { label: string } & Pick<LinkProps, 'to' | 'params' | 'search'>) {
  return (
    <Link className="page-back" {...(link as LinkProps)}>
      <Icon name="back" flip /> {label}
    </Link>
  );
}
