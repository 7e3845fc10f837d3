// SPDX-License-Identifier: EUPL-1.2
import type { Role } from '#platform/authz';
import type { TenantKind } from '#platform/tenancy';

/** The roles that mean something in a tenant of this kind. */
export const rolesHere: Readonly<Record<TenantKind, readonly Role[]>> = {
  municipality: ['administrator', 'coordinator', 'staff', 'resident'],
  association: ['administrator', 'coordinator', 'member'],
};
