// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/core';
import { Gone } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export const codePurposes = ['takeover', 'signature'] as const;
/** Without letters that look alike when they are read aloud. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const ClientCodeSchema = defineEntity({
  name: 'ClientCode',
  ...tenantOwned('client_code', [
    { column: 'clientId', to: 'client', onDelete: 'cascade' },
    { column: 'consentId', to: 'consent', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    clientId: p.uuid(),
    purpose: p.enum(codePurposes),
    /** What is to be signed. */
    consentId: p.uuid().nullable(),
    /** SHA-256; the code itself is shown once and kept nowhere. */
    codeHash: p.string().length(43),
    issuedAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
  uniques: [{ properties: ['tenantId', 'codeHash'] }],
  indexes: [{ properties: ['tenantId', 'clientId', 'purpose'] }],
});

/** Twelve letters in groups of four, 60 bits. @param bytes twelve random bytes */
export const wordCode = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => letters.charAt(byte % 32))
    .join('')
    .replaceAll(/(.{4})(?=.)/g, '$1-');

/** As it was meant, however it was typed. */
export const hashOfCode = (code: string): string => {
  const plain = code.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll(/[\s-]/g, '');
  return createHash('sha256').update(plain).digest('base64url');
};

/** What staff give to a client, for one use: to take over, or to sign. */
export class ClientCode extends ClientCodeSchema.class {
  /** @throws Gone when it has been used or its time is over. */
  expectOpen(now: Date): void {
    if (this.usedAt) throw new Gone('mandate.code-used');
    if (this.expiresAt <= now) throw new Gone('mandate.code-expired');
  }

  use(now: Date): void {
    this.expectOpen(now);
    this.usedAt = now;
  }
}
ClientCodeSchema.setClass(ClientCode);
