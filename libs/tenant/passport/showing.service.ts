// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AttestationClaims } from '#contracts';
import { Partner, Signatures } from '#federation';
import { Clock, Conflict, Invalid, NotFound, Randomness } from '#kernel';
import { authorize, findReadable, type AppAbility } from '#platform/authz';
import { Audit } from '#tenant/audit';
import { Departures } from '#tenant/people';
import { Attestation, keyOf } from '#tenant/qualifications';
import { Issuer, PassportQuestion } from './issuer.entity.ts';
import { ShownAttestation } from './shown.entity.ts';
import { verifyPresentation } from './verify-presentation.ts';

const dayMs = 86_400_000;
/** A question is answered by the browser at once. */
const askedForMs = 10 * 60_000;

/** What people show us of what other tenants attest. Nothing here ever asks, or tells, whoever issued it. */
@Injectable()
export class Showing implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly signatures: Signatures,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly departures: Departures,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => {
      await this.em.nativeDelete(ShownAttestation, { personId });
      await this.em.nativeDelete(PassportQuestion, { personId });
    });
  }

  /** What the browser is to sign: for us, and for this once. */
  async question(personId: string): Promise<{ audience: string; nonce: string }> {
    const nonce = this.randomness.bytes(32).toString('base64url');
    await this.em.nativeDelete(PassportQuestion, { personId });
    this.em.create(PassportQuestion, { personId, nonce, askedAt: this.clock.now() });
    await this.em.flush();
    return { audience: this.signatures.own, nonce };
  }

  /** @throws Invalid `passport.…` that says what is wrong; Conflict when it was shown by somebody else */
  async show(personId: string, presentation: string): Promise<ShownAttestation> {
    const now = this.clock.now();
    const { claims, holderKey } = await verifyPresentation(presentation, {
      audience: this.signatures.own,
      nonce: await this.asked(personId, now),
      now,
      keysBy: (kid) => this.signatures.signersBy(kid),
    });
    const issuer = await this.issuerOf(claims.iss);
    if (!issuer) throw new Invalid('passport.issuer-unknown');
    const like = { kind: claims.kind, subjectKey: keyOf(claims.subject) };
    if (await this.em.findOne(ShownAttestation, { ...like, holderKey, personId: { $ne: personId } }))
      throw new Conflict('passport.shown-by-another');
    const before = await this.em.findOne(ShownAttestation, { ...like, personId, issuerId: issuer.partnerId });
    const proof = { ...proven(claims, issuer), holderKey, shownAt: now };
    const shown = before
      ? await this.again(before, claims, proof)
      : this.em.create(ShownAttestation, {
          ...like,
          ...proof,
          personId,
          issuerId: issuer.partnerId,
          subject: claims.subject.trim(),
          state: 'waiting',
          decidedById: null,
          attestationId: null,
        });
    await this.em.flush();
    this.audit.record('show', 'shown', shown.id, { kind: shown.kind });
    return shown;
  }

  /**
   * We attest it ourselves now, for as long as what was shown counts.
   * @throws Invalid for a register extract: each organisation has to look itself
   */
  async accept(ability: AppAbility, coordinatorId: string, id: string): Promise<ShownAttestation> {
    const shown = await this.load(ability, id);
    const now = this.clock.now();
    if (shown.kind === 'register-extract') throw new Invalid('passport.must-be-seen-here');
    if (shown.endsAt <= now) throw new Invalid('passport.expired');
    const { name } = await this.em.findOneOrFail(Partner, { id: shown.issuerId });
    const { personId, kind, subject, subjectKey, years, seenOn, endsAt } = shown;
    const attestation = this.em.create(Attestation, {
      personId,
      kind,
      subject,
      subjectKey,
      years: years ?? null,
      seenOn,
      seenById: coordinatorId,
      issuedBy: name,
      declarationVersion: null,
      acr: null,
      createdAt: now,
      validTo: endsAt,
      remindedAt: null,
      withdrawnAt: null,
      withdrawnById: null,
      withdrawnReason: null,
    });
    await this.em.flush();
    shown.accept(coordinatorId, attestation.id);
    await this.em.flush();
    this.audit.record('accept', 'shown', id, { kind });
    return shown;
  }

  async decline(ability: AppAbility, coordinatorId: string, id: string): Promise<ShownAttestation> {
    const shown = await this.load(ability, id);
    shown.decline(coordinatorId);
    await this.em.flush();
    this.audit.record('decline', 'shown', id, { kind: shown.kind });
    return shown;
  }

  /** From this moment it counts for nothing here, and nothing of it is kept; what was agreed before stays agreed. */
  async takeBack(personId: string, id: string): Promise<void> {
    const shown = await this.em.findOne(ShownAttestation, { id, personId });
    if (!shown) throw new NotFound();
    const { attestationId } = shown;
    await this.em.nativeDelete(ShownAttestation, { id });
    if (attestationId) await this.em.nativeDelete(Attestation, { id: attestationId });
    this.audit.record('take-back', 'shown', id, { kind: shown.kind });
  }

  /** What was accepted goes on as long as nothing else is attested than was decided about. */
  private async again(
    before: ShownAttestation,
    claims: AttestationClaims,
    proof: ReturnType<typeof proven> & { holderKey: string; shownAt: Date },
  ): Promise<ShownAttestation> {
    const same = before.holder === claims.holder && (before.years ?? null) === claims.years;
    const ours = before.attestationId && (await this.em.findOne(Attestation, { id: before.attestationId }));
    if (before.state === 'accepted' && same && ours && !ours.withdrawnAt) ours.holdUntil(proof.endsAt, claims.seenOn);
    else before.waitAgain();
    return Object.assign(before, proof);
  }

  /** Answered once: whoever comes second finds it gone. */
  private async asked(personId: string, now: Date): Promise<string | null> {
    const question = await this.em.findOne(PassportQuestion, { personId });
    if (!question || (await this.em.nativeDelete(PassportQuestion, { id: question.id })) === 0) return null;
    return now.getTime() - question.askedAt.getTime() > askedForMs ? null : question.nonce;
  }

  private async load(ability: AppAbility, id: string): Promise<ShownAttestation> {
    const shown = await findReadable(this.em, ability, ShownAttestation, id);
    authorize(ability, 'decide', shown, 'passport.own');
    return shown;
  }

  private async issuerOf(tenant: string): Promise<Issuer | null> {
    const partner = await this.em.findOne(Partner, { peer: tenant, state: 'active' });
    return partner ? this.em.findOne(Issuer, { partnerId: partner.id }) : null;
  }
}

const proven = ({ holder, years, seenOn, iat, exp }: AttestationClaims, { days }: Issuer) => ({
  holder,
  years,
  seenOn,
  provenAt: new Date(iat * 1000),
  endsAt: new Date(Math.min(exp * 1000, iat * 1000 + days * dayMs)),
});
