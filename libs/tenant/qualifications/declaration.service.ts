// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict } from '#kernel';
import { Audit } from '#tenant/audit';
import { Attestation, day } from './attestation.entity.ts';
import { Declaration, type DeclarationText } from './declaration.entity.ts';

/** When the text has changed, an earlier signature still holds for so long. */
const graceMs = 30 * day;

/** The confidentiality declaration: its versions, and the signatures under them. */
@Injectable()
export class DeclarationService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  newest(): Promise<Declaration | null> {
    return this.em.findOne(Declaration, {}, { orderBy: { version: 'desc' } });
  }

  /** Whoever has signed an earlier version has thirty days to sign this one. */
  async publish(text: DeclarationText): Promise<Declaration> {
    const now = this.clock.now();
    const version = ((await this.newest())?.version ?? 0) + 1;
    const declaration = this.em.create(Declaration, { version, text, publishedAt: now });
    await this.em.flush();
    const end = new Date(now.getTime() + graceMs);
    for (const signed of await this.em.find(Attestation, { kind: 'declaration', withdrawnAt: null })) signed.endBy(end);
    await this.em.flush();
    this.audit.record('publish', 'declaration', declaration.id, { version });
    return declaration;
  }

  /**
   * In the app, by the person themselves.
   * @param acr how sure their sign-in was of who they are
   * @throws Conflict when it is not the newest version that is signed
   */
  async sign(personId: string, version: number, acr: string | null): Promise<Attestation> {
    if (version !== (await this.newest())?.version) throw new Conflict('declaration.outdated', { pointer: '/version' });
    const now = this.clock.now();
    const before = await this.em.find(Attestation, { personId, kind: 'declaration', declarationVersion: version });
    const good = before.find((one) => one.goodAt(now));
    if (good) return good;
    const signed = this.em.create(Attestation, {
      personId,
      kind: 'declaration',
      subject: '',
      subjectKey: '',
      years: null,
      seenOn: now.toISOString().slice(0, 10),
      seenById: personId,
      declarationVersion: version,
      acr,
      issuedBy: null,
      createdAt: now,
      validTo: null,
      remindedAt: null,
      withdrawnAt: null,
      withdrawnById: null,
      withdrawnReason: null,
    });
    await this.em.flush();
    this.audit.record('sign', 'declaration', personId, { version, acr });
    return signed;
  }
}
