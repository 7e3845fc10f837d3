// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { type AttestationClaims, attestationType } from '#contracts';
import { Signatures } from '#federation';
import { Clock, Invalid, NotFound } from '#kernel';
import { PersonService } from '#tenant/people';
import { Attestation } from '#tenant/qualifications';

/** Whatever its own end, it has to be fetched anew after this: no list of what was withdrawn crosses. See ADR 0026. */
const longestMs = 30 * 86_400_000;
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/**
 * What a person takes along of what we have seen of them. We sign, and keep nothing of it: what is not written down
 * cannot tell when, or how often, somebody was about to show something somewhere.
 */
@Injectable()
export class Issuing {
  constructor(
    private readonly em: EntityManager,
    private readonly signatures: Signatures,
    private readonly people: PersonService,
    private readonly clock: Clock,
  ) {}

  /**
   * The signed attestations, for the key that the person's own browser has made.
   * @param x the public half (Ed25519, base64url); the private half never comes here
   * @throws Invalid for a declaration, which is a promise to us alone; for what others issued; for what no longer holds
   */
  async issue(personId: string, attestationIds: readonly string[], x: string): Promise<string[]> {
    const { displayName } = await this.people.find(personId);
    const found = await this.em.find(Attestation, { id: { $in: [...attestationIds] }, personId });
    const signed: string[] = [];
    for (const id of attestationIds) {
      const attestation = found.find((one) => one.id === id);
      if (!attestation) throw new NotFound();
      const claims = this.claims(attestation, displayName, x);
      signed.push(await this.signatures.sign(JSON.stringify(claims), attestationType));
    }
    return signed;
  }

  private claims(attestation: Attestation, holder: string, x: string): AttestationClaims {
    const now = this.clock.now();
    const { kind, subject, years, seenOn, validTo } = attestation;
    const pointer = '/attestationIds';
    if (kind === 'declaration') throw new Invalid('passport.promise-to-us', { pointer });
    if (attestation.issuedBy) throw new Invalid('passport.not-ours', { pointer });
    if (!attestation.goodAt(now)) throw new Invalid('passport.no-longer-holds', { pointer });
    return {
      iss: this.signatures.own,
      iat: seconds(now),
      exp: seconds(new Date(Math.min(validTo?.getTime() ?? Infinity, now.getTime() + longestMs))),
      holder,
      kind,
      subject,
      years: years ?? null,
      seenOn,
      cnf: { jwk: { kty: 'OKP', crv: 'Ed25519', x } },
    };
  }
}
