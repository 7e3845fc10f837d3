// SPDX-License-Identifier: EUPL-1.2
import encodeQr from 'qr';
import { SystemRandomness } from '#kernel';
import { TenantKeys } from '#federation';
import { MasterKey, openSealed, sealedFor } from '#platform/crypto';
import { mediaTypes } from '#contracts';
import { testMasterKey } from '#testing';
import type { House } from './house.ts';
import type { Letter } from './plane.ts';

const masterKey = new MasterKey([testMasterKey], new SystemRandomness());
const read = (part: string): string => Buffer.from(part, 'base64url').toString('utf8');

/** Signed texts laid open where they stand: header, payload, and the signature's length; nothing of them is dropped. */
export const signaturesOpened = (text: string): string =>
  text.replaceAll(/eyJ[\w-]+\.(eyJ[\w-]+)\.([\w-]{40,})/g, (jws, payload: string, signature: string) => {
    const header = read(jws.slice(0, jws.indexOf('.')));
    return `JWS ${header} ${momentsIn(read(payload))} signed by ${signature.length}`;
  });

/** Seconds since 1970 are times like any other. */
const momentsIn = (payload: string): string =>
  payload.replaceAll(
    /"(iat|exp|at|validFrom|validTo)":(\d{10})(?=[,}])/g,
    (_, name: string, seconds: string) => `"${name}":"${new Date(Number(seconds) * 1000).toISOString()}"`,
  );

/** A QR code is its link, drawn. */
export function codesOpened(text: string): string {
  const link = /"link":"([^"]+)"/.exec(text)?.[1];
  if (!link || !text.includes('"qr":')) return text;
  return text.replaceAll(/"link":"([^"]+)".*?"qr":"((?:[^"\\]|\\.)*)"/g, (all, shown: string, qr: string) => {
    const drawn = JSON.stringify(encodeQr(shown, 'svg', { ecc: 'low' })).slice(1, -1);
    return drawn === qr ? all.replace(`"qr":"${qr}"`, '"qr":"the link, drawn"') : all;
  });
}

/** A seal opened once is not opened again: rows are looked at after every step. */
const openedSeals = new Map<string, string>();

export const forgetSeals = (): void => openedSeals.clear();

/** A row as text, with what was sealed at rest laid open behind it. */
export function rowOpened(row: object, tenantId: string): string {
  const text = JSON.stringify(row);
  const seals = [...text.matchAll(/1\.[\w-]{8}\.[\w-]{30,}/g)].map(([seal]) => seal);
  const { id, jti, kid, person_id: personId } = row as Record<string, string>;
  const purposes = [
    'request-details',
    'note',
    'protection',
    'personal numbers',
    `outbound ${jti}`,
    `inbound ${jti}`,
    `tenant-key ${kid}`,
    `invitation ${id}`,
    `contact point email ${personId}`,
    `contact point sms ${personId}`,
    `push subscription ${personId}`,
    'push identity',
    'moderation-case',
    'incident',
    'flag',
    'delivery-order',
    'purchase',
    'purchase-photo',
  ];
  const opened = seals.map((seal) => {
    const known = openedSeals.get(seal);
    if (known) return known;
    for (const purpose of purposes) {
      try {
        const inside = `${purpose}: ${masterKey.open(tenantId, purpose, seal)}`;
        openedSeals.set(seal, inside);
        return inside;
      } catch {
        continue;
      }
    }
    throw new Error(`A seal that cannot be opened, and so not compared: ${text}`);
  });
  return [text, ...opened].map((part) => signaturesOpened(momentsIn(part))).join(' | ');
}

/** A letter between the planes, opened with its recipient's key; its length stays. */
export async function letterOpened(letter: Letter, recipient: House): Promise<string> {
  const kid = sealedFor(letter.letter, mediaTypes.jwe);
  const plain = await recipient.plane.scope.run(recipient.id, async () => {
    const key = kid === null ? null : await recipient.plane.app.get(TenantKeys, { strict: false }).opening(kid);
    return key && openSealed(letter.letter, key, mediaTypes.jwe);
  });
  const inside = signaturesOpened(plain ?? 'not to be opened');
  return [letter.sent, `${letter.letter.length} characters: ${inside}`, signaturesOpened(letter.answered)].join('\n');
}
