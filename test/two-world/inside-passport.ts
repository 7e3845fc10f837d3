// SPDX-License-Identifier: EUPL-1.2
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { attestationType, presentationType } from '#contracts';
import { thumbprint } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { PartnerKey } from '../../libs/federation/peers/partner-key.entity.ts';
import { nth, type House, type HouseName, type Person } from './house.ts';
import { everyHouse, type Operation } from './operation.ts';
import { day } from './time.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const subjects = ['Första hjälpen', 'Brandskydd', 'Bemötande', 'Lyfta rätt'] as const;

interface Key {
  readonly kid: string;
  readonly x: string;
  readonly secret: KeyObject;
}

/** The same key for the same words, in both worlds. */
async function keyOf(words: string): Promise<Key> {
  const seed = createHash('sha256').update(words).digest();
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(secret).export({ format: 'jwk' });
  return { kid: await thumbprint('sig', x), x, secret };
}

function signed(claims: object, { kid, secret }: Key, typ: string): string {
  const text = [{ alg: 'EdDSA', kid, typ }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign(null, Buffer.from(text), secret).toString('base64url')}`;
}

const partnerOf = (house: House, n: number): readonly [HouseName, string] | undefined =>
  nth(Object.entries(house.partners) as [HouseName, string][], n);
const somebody = (house: House, n: number): Person => nth(house.people, n) ?? house.coordinator;

/**
 * Shown as if its partner had issued it: signed with a key that this house has pinned for the partner, so that the
 * partner itself does nothing, in either world.
 */
async function shown(world: World, house: House, [n, k, m]: readonly [number, number, number]) {
  const [name, partnerId] = partnerOf(house, k) ?? [];
  if (!name || !partnerId) return undefined;
  await world.call(house.administrator, 'PUT', `/partners/${partnerId}/attestations`, { days: (m % 30) + 1 });
  const [issuer, holder] = [await keyOf(`issuer ${name} for ${house.key}`), await keyOf(`holder ${n} ${house.key}`)];
  await house.plane.app.get(TenantScope).run(house.id, async (em) => {
    if (await em.findOne(PartnerKey, { partnerId, kid: issuer.kid })) return;
    const from = world.clock.now().toISOString();
    const key = { kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid: issuer.kid, x: issuer.x } as const;
    em.persist(PartnerKey.pinned(partnerId, { ...key, validFrom: from, validTo: null }));
  });
  const person = somebody(house, n);
  const { body } = await world.call(person, 'POST', '/me/passport/questions');
  const now = Math.floor(world.clock.now().getTime() / 1000);
  const claims = {
    iss: world.houses[name].id,
    iat: now,
    exp: now + (20 * day) / 1000,
    holder: person.name,
    kind: 'course',
    subject: nth(subjects, m),
    years: null,
    seenOn: world.clock.now().toISOString().slice(0, 10),
    cnf: { jwk: { kty: 'OKP', crv: 'Ed25519', x: holder.x } },
  };
  const attestation = signed(claims, issuer, attestationType);
  const presentation = signed({ aud: body?.audience, nonce: body?.nonce, attestation }, holder, presentationType);
  const answer = await world.call(person, 'POST', '/me/passport/shown', { presentation });
  return succeeded(answer) ? { person, id: answer.body?.id as string } : undefined;
}

export const insidePassport: readonly Operation[] = [
  {
    ...base,
    name: 'trust issuer',
    says: "lets a partner's attestations count, or no longer",
    writes: ['PUT /api/v1/partners/{id}/attestations', 'DELETE /api/v1/partners/{id}/attestations'],
    do: async (world, house, [n, k]) => {
      const [, partnerId] = partnerOf(house, n) ?? [];
      if (!partnerId) return false;
      const path = `/partners/${partnerId}/attestations`;
      const answer = await world.call(house.administrator, 'PUT', path, { days: (k % 30) + 1 });
      return k % 2 ? world.call(house.administrator, 'DELETE', path) : answer;
    },
  },
  {
    ...base,
    name: 'take along',
    says: 'signs for somebody what it has seen of them',
    writes: ['POST /api/v1/me/passport/attestations'],
    do: async (world, house, [n]) => {
      const person = somebody(house, n);
      const items = (await world.call(person, 'GET', '/me/qualifications')).body?.attestations as
        { id: string; kind: string; issuedBy: string | null; withdrawnAt: string | null }[] | undefined;
      const own = items?.find((one) => one.kind !== 'declaration' && !one.issuedBy && !one.withdrawnAt);
      if (!own) return false;
      const { x: key } = await keyOf(`holder ${n} ${house.key}`);
      return world.call(person, 'POST', '/me/passport/attestations', { attestationIds: [own.id], key });
    },
  },
  {
    ...base,
    name: 'show passport',
    says: 'is shown what a partner attests of somebody, who may take it back',
    writes: [
      'POST /api/v1/me/passport/questions',
      'POST /api/v1/me/passport/shown',
      'DELETE /api/v1/me/passport/shown/{id}',
    ],
    do: async (world, house, choice) => {
      const made = await shown(world, house, choice);
      if (!made) return false;
      return choice[2] % 3 === 0 ? world.call(made.person, 'DELETE', `/me/passport/shown/${made.id}`) : true;
    },
  },
  {
    ...base,
    name: 'decide about passport',
    says: 'lets what was shown count, or not',
    writes: ['POST /api/v1/shown-attestations/{id}/acceptance', 'POST /api/v1/shown-attestations/{id}/decline'],
    do: async (world, house, choice) => {
      const made = await shown(world, house, choice);
      if (!made) return false;
      const verb = choice[1] % 3 === 0 ? 'decline' : 'acceptance';
      return world.call(house.administrator, 'POST', `/shown-attestations/${made.id}/${verb}`);
    },
  },
];
