// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mediaTypes, type Envelope, type InvitationTicket, type Party, type PublicKey } from '#contracts';
import { openSealed } from '#platform/crypto';
import { decode, encode, hashOf, honestHeader, makePair, publicJwk, sealed, signed, type Pair } from './wire.ts';

/** One side's half of a conversation, as Mallory keeps it. */
interface Half {
  seq: number;
  prev: string | null;
}

/** A partnership of Mallory's with somebody honest: real, and entered by a real invitation. */
export interface Ties {
  readonly victim: Party;
  readonly grantId: string;
  /** The partnership's own conversation. */
  readonly conversation: string;
  readonly halves: Map<string, Half>;
}

export interface Written {
  readonly envelope: Envelope;
  readonly jws: string;
}

type Script = (request: IncomingMessage, response: ServerResponse, body: string) => boolean | Promise<boolean>;

const keyFor = (party: Party, use: 'sig' | 'enc'): PublicKey => party.keys.find((key) => key.use === use)!;

/** A tenant with keys, an origin and, if it likes, partners, which does only what its script says. */
export class Mallory {
  readonly id = randomUUID();
  sig: Pair = makePair('sig');
  enc: Pair = makePair('enc');
  origin = '';
  /** Every call anybody has made to it. */
  readonly visits: { readonly method: string; readonly url: string }[] = [];
  /** What partners have told it, opened. */
  readonly heard: Written[] = [];
  /** Answers instead of the honest answer, when it says true. */
  script: Script = () => false;
  readonly #server: Server;

  private constructor(readonly name: string) {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async open(name = 'elak'): Promise<Mallory> {
    const mallory = new Mallory(name);
    mallory.#server.listen(0, '127.0.0.1');
    await once(mallory.#server, 'listening');
    // A test that fails halfway does not keep the run from ending.
    mallory.#server.unref();
    mallory.origin = `http://${name}.localhost:${(mallory.#server.address() as AddressInfo).port}`;
    return mallory;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  party(more: Partial<Party> = {}): Party {
    const since = new Date(Date.now() - 1000).toISOString();
    return {
      tenant: this.id,
      origin: this.origin,
      name: 'Elaka föreningen',
      kind: 'association',
      functionAddresses: [`kansli@${new URL(this.origin).host}`],
      keys: [publicJwk('sig', this.sig, since), publicJwk('enc', this.enc, since)] as PublicKey[],
      ...more,
    };
  }

  /** The first letter of a handshake, truly signed. Nothing is sent. */
  introduction(link: string, more: Partial<Party> = {}): { ties: Ties; written: Written; letter: string } {
    const ticket = JSON.parse(decode(link.split('#')[1] ?? '')) as InvitationTicket;
    const { inviter, inviterIs } = ticket;
    const [asker, helper] = inviterIs === 'asker' ? [inviter.tenant, this.id] : [this.id, inviter.tenant];
    const agreement = {
      version: 1,
      invitation: ticket.invitation,
      conversation: randomUUID(),
      inviter,
      accepter: this.party(more),
      grant: { id: randomUUID(), asker, helper, ...ticket.grant },
      acceptedAt: new Date().toISOString(),
    };
    const [header, payload, signature] = signed(
      agreement,
      honestHeader(this.sig.kid, mediaTypes.agreement),
      this.sig.key,
    ).split('.') as [string, string, string];
    const ties: Ties = {
      victim: inviter,
      grantId: agreement.grant.id,
      conversation: agreement.conversation,
      halves: new Map(),
    };
    const written = this.write(ties, {
      conversation: agreement.conversation,
      type: 'partner.accepted',
      body: { agreement: { payload, signatures: [{ protected: header, signature }] }, token: ticket.token },
    });
    return { ties, written, letter: this.seal(written.jws, ties) };
  }

  /** The next message of a conversation, as an honest partner would write it, but for what `more` says. */
  write(ties: Ties, more: Partial<Envelope> & Pick<Envelope, 'type' | 'body'>): Written {
    const conversation = more.conversation ?? randomUUID();
    const half = ties.halves.get(conversation) ?? { seq: 0, prev: null };
    const now = Math.floor(Date.now() / 1000);
    const envelope: Envelope = {
      jti: randomUUID(),
      iss: this.id,
      aud: ties.victim.tenant,
      iat: now,
      exp: now + 30 * 24 * 3600,
      grant: ties.grantId,
      conversation,
      seq: half.seq + 1,
      prev: half.prev,
      seen: null,
      ...more,
    };
    return { envelope, jws: this.sign(envelope) };
  }

  sign(payload: string | object, header: string | object = honestHeader(this.sig.kid)): string {
    return signed(payload, header, this.sig.key);
  }

  /** To be called when it was taken: the next one follows it. */
  taken(ties: Ties, { envelope, jws }: Written): void {
    ties.halves.set(envelope.conversation, { seq: envelope.seq, prev: hashOf(jws) });
  }

  seal(jws: string, { victim }: Pick<Ties, 'victim'>): string {
    const { kid, x } = keyFor(victim, 'enc');
    return sealed(jws, { kid, x });
  }

  /** What somebody sent it, without a look at who signed. */
  async open(letter: string): Promise<Written | null> {
    const jws = await openSealed(letter, { kid: this.enc.kid, key: this.enc.key as never }, mediaTypes.jwe);
    return jws === null ? null : { jws, envelope: JSON.parse(decode(jws.split('.')[1] ?? '')) as Envelope };
  }

  receiptFor({ envelope, jws }: Written, more: object = {}): string {
    const { iss, jti, conversation, seq, prev, seen } = envelope;
    const claims = {
      iss: this.id,
      aud: iss,
      jti,
      conversation,
      seq,
      prev,
      seen,
      sha512: hashOf(jws),
      receivedAt: new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString(),
      ...more,
    };
    return this.sign(claims, honestHeader(this.sig.kid, mediaTypes.receipt));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.visits.push({ method, url });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const written = method === 'POST' ? await this.open(body).catch(() => null) : null;
    if (written) this.heard.push(written);
    if (await this.script(request, response, body)) return;
    response.writeHead(written ? 202 : 404, { 'content-type': 'application/json' });
    response.end(written ? JSON.stringify({ receipt: this.receiptFor(written) }) : '{}');
  }
}

/** The invitation link with another ticket in it. */
export const relink = (link: string, change: (ticket: InvitationTicket) => object): string => {
  const [head, fragment = ''] = link.split('#');
  return `${head}#${encode(JSON.stringify(change(JSON.parse(decode(fragment)) as InvitationTicket)))}`;
};
