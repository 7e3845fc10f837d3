// SPDX-License-Identifier: EUPL-1.2
import type { Notice } from '../../api/types.ts';

/** The page of what a notice is about. */
export const placeOf = {
  request: '/requests/$id',
  agreement: '/agreements/$id',
  series: '/series/$id',
  group: '/groups/$id',
  attestation: '/me/qualifications',
  'partner-request': '/inbox/$id',
} as const satisfies Record<Notice['about'], string>;
