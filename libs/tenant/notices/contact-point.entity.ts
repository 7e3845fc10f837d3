// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/core';
import { Conflict, DomainError } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export const contactChannels = ['email', 'sms'] as const;
export type ContactChannel = (typeof contactChannels)[number];
/** A code may be tried so often, and lives so long. */
const mostTries = 5;
const codeLives = 15 * 60_000;
/** So many codes a day: nobody guesses on, and no stranger's mailbox or telephone is filled from here. */
const mostCodes = 5;
const day = 24 * 3_600_000;

const ContactPointSchema = defineEntity({
  name: 'ContactPoint',
  ...tenantOwned('contact_point', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    channel: p.enum(contactChannels),
    /** E-mail address, or telephone number in E.164; sealed at rest. Null once it was taken back. */
    sealed: p.text().nullable(),
    verifiedAt: p.datetime(3).nullable(),
    /** Of the id and the code that was sent there; the code itself is kept nowhere. */
    codeHash: p.string().length(43).nullable(),
    codeSentAt: p.datetime(3).nullable(),
    codeTries: p.integer(),
    /** Codes sent since `codesSince`, to whatever address. */
    codesSent: p.integer(),
    codesSince: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'personId', 'channel'] }],
});

/** An address that a person gave, and has shown to be theirs. Nobody else is ever shown it. */
export class ContactPoint extends ContactPointSchema.class {
  /** @throws DomainError `contact-point.too-many-codes` */
  give(sealed: string, code: string, at: Date): void {
    if (at.getTime() - this.codesSince.getTime() >= day) Object.assign(this, { codesSent: 0, codesSince: at });
    if (this.codesSent >= mostCodes) throw new DomainError('too-many', 'contact-point.too-many-codes');
    this.codesSent += 1;
    Object.assign(this, { sealed, verifiedAt: null, codeHash: this.hashOf(code), codeSentAt: at, codeTries: 0 });
  }

  /** Whether it is the code. @throws Conflict when there is nothing to verify, it was too long ago or tried too often. */
  verify(code: string, now: Date): boolean {
    if (this.verifiedAt) return true;
    if (!this.codeHash || !this.codeSentAt) throw new Conflict('contact-point.nothing-to-verify');
    if (this.codeTries >= mostTries || now.getTime() - this.codeSentAt.getTime() > codeLives)
      throw new Conflict('contact-point.code-too-old');
    this.codeTries += 1;
    if (this.hashOf(code) !== this.codeHash) return false;
    Object.assign(this, { verifiedAt: now, codeHash: null, codeSentAt: null, codeTries: 0 });
    return true;
  }

  /** The address is forgotten; how many codes were sent today is not. */
  takeBack(): void {
    Object.assign(this, { sealed: null, verifiedAt: null, codeHash: null, codeSentAt: null, codeTries: 0 });
  }

  private hashOf(code: string): string {
    return createHash('sha256').update(`${this.id}:${code}`).digest('base64url');
  }
}
ContactPointSchema.setClass(ContactPoint);
