// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** Where a logo is shown; each place has a picture drawn for it. */
export const logoPlaces = ['header', 'icon-192', 'icon-512', 'icon-maskable'] as const;
export type LogoPlace = (typeof logoPlaces)[number];

/** The tenant's logo as it is shown in one place. */
const LogoPictureSchema = defineEntity({
  name: 'LogoPicture',
  ...tenantOwned('logo_picture'),
  properties: {
    ...tenantColumns,
    place: p.enum(logoPlaces),
    /** Fingerprint of the content, which is also its address. */
    hash: p.string().length(16),
    type: p.string().length(20),
    /** Read only when it is to be sent. */
    content: p.blob().lazy(),
  },
  uniques: [{ properties: ['tenantId', 'place'] }],
  indexes: [{ properties: ['tenantId', 'hash'] }],
});
export class LogoPicture extends LogoPictureSchema.class {}
LogoPictureSchema.setClass(LogoPicture);
