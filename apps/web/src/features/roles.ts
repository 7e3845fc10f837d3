// SPDX-License-Identifier: EUPL-1.2
import type { Role, Tenant } from '../api/types.ts';

export const rolesOf = (kind: Tenant['kind']): Role[] =>
  kind === 'municipality'
    ? ['administrator', 'coordinator', 'staff', 'resident']
    : ['administrator', 'coordinator', 'member'];
