// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { AuditEvent } from '#tenant/audit';

export const trailPolicy: Policy<'read', typeof AuditEvent> = ({ roles }, { can }) => {
  if (roles.includes('administrator') || roles.includes('coordinator')) can('read', AuditEvent);
};
