// SPDX-License-Identifier: EUPL-1.2
import { HeadClaims, mediaTypes, ReceiptClaims, ReceiptExport, type ChainLink, type PublicKey } from '#contracts';
import { parseShallow, publicKey, signatureHeader, thumbprint, verifyCompact } from '#platform/crypto';
import { linkHash, linksHash } from './link-hash.ts';

/** One plain sentence in each language: what the receipts prove, or which step broke. */
export interface Verdict {
  readonly ok: boolean;
  /** Which step broke, for programs. */
  readonly broken?: string;
  readonly sv: string;
  readonly en: string;
}

interface Read {
  readonly file: ReceiptExport;
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly link: ChainLink;
  readonly claims: ReceiptClaims;
}

class Broken extends Error {
  constructor(
    readonly step: string,
    readonly sv: string,
    readonly en: string,
  ) {
    super(en);
  }
}

/** Checks exported receipts without any network: one file, or the files of both sides together. */
export async function verifyReceipts(...documents: readonly unknown[]): Promise<Verdict> {
  try {
    if (documents.length === 0)
      throw new Broken('nothing', 'Det finns inget att kontrollera', 'There is nothing to check');
    const read: Read[] = [];
    for (const document of documents) read.push(await readFile(document));
    checkHalves(read);
    return proven(read);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { ok: false, broken: error.step, sv: `Stämmer inte: ${error.sv}.`, en: `Does not hold: ${error.en}.` };
  }
}

async function readFile(document: unknown): Promise<Read> {
  const { data: file } = ReceiptExport.safeParse(document);
  if (!file)
    throw new Broken(
      'format',
      'filen är inte ett kvittounderlag från Handslag',
      'the file is not a receipt export of Handslag',
    );
  await checkKeys([...file.keys, ...file.partners.flatMap(({ keys }) => keys)]);
  await checkHead(file);
  checkChain(file);
  const entries: Entry[] = [];
  for (const link of file.links) entries.push({ link, claims: await readReceipt(file, link) });
  checkConversations(file, entries);
  return { file, entries };
}

async function checkKeys(keys: readonly PublicKey[]): Promise<void> {
  for (const { use, x, kid } of keys) {
    if ((await thumbprint(use, x)) !== kid) {
      throw new Broken('key', `nyckeln ${kid} är inte den som den kallas`, `the key ${kid} is not what it is called`);
    }
  }
}

async function signedText(jws: string, keys: readonly PublicKey[], typ: string): Promise<unknown> {
  const kid = signatureHeader(jws)?.kid;
  const key = keys.find((one) => one.use === 'sig' && one.kid === kid);
  const text = key ? await verifyCompact(jws, { kid: key.kid, key: await publicKey('sig', key.x) }, typ) : null;
  return text === null ? null : parseShallow(text, 3);
}

async function checkHead(file: ReceiptExport): Promise<void> {
  const head = HeadClaims.safeParse(await signedText(file.head, file.keys, mediaTypes.head)).data;
  if (head?.tenant !== file.tenant.id) {
    throw new Broken(
      'head',
      'underskriften under hela underlaget är bruten',
      'the signature under the whole export is broken',
    );
  }
  const whole = head.links === linksHash(file.links) && head.at === file.exportedAt;
  const last = file.links.at(-1);
  const complete =
    file.conversation !== null || (head.number === file.links.length && head.hash === (last?.hash ?? null));
  if (!whole || !complete) {
    throw new Broken(
      'head',
      'något kvitto har lagts till, ändrats eller tagits bort',
      'a receipt was added, changed or taken away',
    );
  }
}

function checkChain({ links, conversation }: ReceiptExport): void {
  links.forEach((link, index) => {
    const at = { sv: `steg ${link.number} i kedjan`, en: `step ${link.number} of the chain` };
    if (linkHash(link) !== link.hash)
      throw new Broken(`link ${link.number}`, `${at.sv} är ändrat`, `${at.en} was changed`);
    const before = links[index - 1];
    const adjacent = before ? link.number === before.number + 1 : link.number === 1;
    const follows = adjacent
      ? link.previous === (before?.hash ?? null)
      : conversation !== null && link.number > (before?.number ?? 0);
    if (!follows)
      throw new Broken(
        `link ${link.number}`,
        `${at.sv} följer inte på det förra`,
        `${at.en} does not follow the one before it`,
      );
  });
}

async function readReceipt(file: ReceiptExport, link: ChainLink): Promise<ReceiptClaims> {
  const partner = file.partners.find(({ tenant }) => tenant === link.partner);
  const [signer, sender] = link.direction === 'sent' ? [link.partner, file.tenant.id] : [file.tenant.id, link.partner];
  const keys = link.direction === 'sent' ? (partner?.keys ?? []) : file.keys;
  const claims = ReceiptClaims.safeParse(await signedText(link.receipt, keys, mediaTypes.receipt)).data;
  if (claims?.iss !== signer || claims.aud !== sender) {
    throw new Broken(
      `receipt ${link.number}`,
      `underskriften på kvitto ${link.number} är bruten`,
      `the signature of receipt ${link.number} is broken`,
    );
  }
  return claims;
}

/** Within each conversation both rows count from one without a gap, and each message is bound to the one before it. */
function checkConversations(file: ReceiptExport, entries: readonly Entry[]): void {
  const rows = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { link, claims } = entry;
    if (file.conversation !== null && claims.conversation !== file.conversation) {
      throw new Broken(
        `receipt ${link.number}`,
        `kvitto ${link.number} hör till ett annat ärende`,
        `receipt ${link.number} belongs to another conversation`,
      );
    }
    const key = `${link.partner} ${claims.conversation} ${link.direction}`;
    rows.set(key, [...(rows.get(key) ?? []), entry]);
  }
  for (const row of rows.values()) {
    row.sort((a, b) => a.claims.seq - b.claims.seq);
    row.forEach(({ link, claims }, index) => {
      const before = row[index - 1]?.claims;
      if (claims.seq !== index + 1 || claims.prev !== (before?.sha512 ?? null)) {
        throw new Broken(
          `message ${link.number}`,
          `meddelandet i kvitto ${link.number} följer inte på det förra`,
          `the message of receipt ${link.number} does not follow the one before it`,
        );
      }
    });
  }
}

/** What one side says it sent, the other must say it received, with the same hash. */
function checkHalves(read: readonly Read[]): void {
  const seen = new Map<string, { claims: ReceiptClaims; link: ChainLink; file: ReceiptExport }>();
  for (const { file, entries } of read) {
    for (const { claims, link } of entries) {
      const key = `${claims.aud} ${claims.jti}`;
      const other = seen.get(key);
      if (
        other &&
        other.file.tenant.id !== file.tenant.id &&
        (other.claims.sha512 !== claims.sha512 || other.link.type !== link.type)
      ) {
        throw new Broken(
          `halves ${link.number}`,
          `de båda sidornas kvitto ${link.number} säger olika`,
          `the two sides' receipt ${link.number} say different things`,
        );
      }
      seen.set(key, { claims, link, file });
    }
  }
  for (const one of read) {
    for (const other of read) {
      if (one === other || one.file.tenant.id === other.file.tenant.id) continue;
      checkKeysAgree(one.file, other.file);
    }
  }
}

function checkKeysAgree(file: ReceiptExport, other: ReceiptExport): void {
  const pinned = file.partners.find(({ tenant }) => tenant === other.tenant.id)?.keys ?? [];
  const strange = pinned.find(({ kid }) => !other.keys.some((key) => key.kid === kid));
  if (strange) {
    throw new Broken(
      'halves',
      `${other.tenant.name} känner inte nyckeln ${strange.kid}`,
      `${other.tenant.name} does not know the key ${strange.kid}`,
    );
  }
}

function proven(read: readonly Read[]): Verdict {
  const names = [
    ...new Set(read.flatMap(({ file }) => [file.tenant.name, ...file.partners.map(({ name }) => name)])),
  ].join(', ');
  const count = new Set(read.flatMap(({ entries }) => entries.map(({ claims }) => `${claims.aud} ${claims.jti}`))).size;
  const sides =
    read.length > 1
      ? { sv: ', och sidornas underlag stämmer med varandra', en: ', and what the sides say agrees' }
      : { sv: '', en: '' };
  const whole = read.some(({ file }) => file.conversation === null)
    ? { sv: 'inget kvitto saknas eller är ändrat', en: 'no receipt is missing or changed' }
    : { sv: 'inget i ärendet saknas eller är ändrat', en: 'nothing in the conversation is missing or changed' };
  return {
    ok: true,
    sv: `Stämmer: ${count} meddelanden mellan ${names} har kvitterats av mottagaren, i ordning, och ${whole.sv}${sides.sv}.`,
    en: `Holds: ${count} messages between ${names} were acknowledged by their receiver, in order, and ${whole.en}${sides.en}.`,
  };
}
