// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import { Mark } from '../ui/mark.tsx';
import { useTenant } from './session.ts';

export function Brand() {
  const tenant = useTenant();
  return (
    <Link to="/" className="brand">
      {tenant.logo ? <img src={tenant.logo} alt="" /> : <Mark size={40} />}
      <span>{tenant.name}</span>
    </Link>
  );
}
