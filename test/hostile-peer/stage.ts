// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { mediaTypes, type Envelope } from '#contracts';
import { Outbox, Partner, TenantKeys, type Outgoing } from '#federation';
import { Vault } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { Conversation } from '../../libs/federation/delivery/conversation.entity.ts';
import { outboundPurpose } from '../../libs/federation/delivery/names.ts';
import { OutboundMessage } from '../../libs/federation/delivery/outbound-message.entity.ts';
import { done, type Tenant } from '../two-planes/network.ts';
import { addPerson, grant, Network, type Association } from '../two-planes/two-associations.ts';
import { Mallory, type Ties, type Written } from './mallory.ts';
import { decode, sealed } from './wire.ts';

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, unknown>;
  readonly code: string | undefined;
}

/** Where the hostile tenant's calls come from, unless it is said: nobody honest lives there. */
const badAddress = '198.51.100.66';

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
export const preview = (text = 'Sällskap till tandläkaren') => ({
  serviceType: 'accompany' as const,
  text,
  area: 'Norr',
  expiresAt: inDays(5),
});
export const note = (text = 'Vi ses klockan nio') => ({ text, at: new Date().toISOString() });

/** An honest house of two planes, and Mallory, who is a real partner of one tenant on each. */
export class Stage {
  /** Mallory's partnership with the municipality, which asks; and with the association, which helps. */
  town!: Ties;
  club!: Ties;
  /** Mallory as the municipality's partner, and as the association's. */
  atTown!: string;
  atClub!: string;

  private constructor(
    readonly network: Network,
    readonly mallory: Mallory,
    readonly stranger: Mallory,
  ) {}

  static async open(): Promise<Stage> {
    const stage = new Stage(await Network.open(), await Mallory.open(), await Mallory.open('okand'));
    try {
      [stage.town, stage.atTown] = await stage.befriend(stage.network.town, 'we-ask-them');
      [stage.club, stage.atClub] = await stage.befriend(stage.redCross, 'they-ask-us');
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.mallory.close();
    await this.stranger.close();
    await this.network.close();
  }

  get redCross(): Association {
    return this.network.redCross;
  }

  get planes() {
    return [this.network.municipal, this.network.civic];
  }

  settle(): Promise<void> {
    return this.network.settle();
  }

  async invite(tenant: Tenant, direction: string, more: object = {}): Promise<string> {
    const administrator = await addPerson(tenant, `Inbjudare ${randomUUID()}`, ['administrator']);
    const body = { grant: { ...grant, validTo: inDays(300), direction, ...more } };
    return (await done(administrator, 'POST', '/partner-invitations', body)).link as string;
  }

  /** A whole handshake, as an honest tenant would make it. */
  async befriend(tenant: Tenant, direction: string, who = this.mallory, more: object = {}): Promise<[Ties, string]> {
    const { ties, written, letter } = who.introduction(await this.invite(tenant, direction, more));
    const { status, text } = await this.post(tenant, letter);
    if (status !== 202) throw new Error(`The handshake was refused: ${status} ${text}`);
    who.taken(ties, written);
    await this.settle();
    const partner = await this.inScope(tenant, (em) => em.findOneOrFail(Partner, { peer: who.id }));
    if (partner.state !== 'active') throw new Error('The partnership is not active');
    return [ties, partner.id];
  }

  inScope<T>(tenant: Tenant, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return tenant.plane.app.get(TenantScope).run(tenant.id, work);
  }

  /** Something that an honest tenant wants to say; it waits to be sent. */
  says(tenant: Tenant, message: Outgoing): Promise<void> {
    const { app } = tenant.plane;
    return app.get(TenantScope).run(tenant.id, () => app.get(Outbox, { strict: false }).send(message));
  }

  /** The messages of a conversation that wait at an honest tenant, as it has signed them. */
  waitingAt(tenant: Tenant, key: string): Promise<Written[]> {
    const vault = tenant.plane.app.get(Vault, { strict: false });
    return this.inScope(tenant, async (em) => {
      const { id } = await em.findOneOrFail(Conversation, { key });
      const waiting = { conversationId: id, state: 'waiting' as const };
      const messages = await em.find(OutboundMessage, waiting, { orderBy: { seq: 'asc' } });
      return messages.map(({ sealed: kept, jti }) => {
        const jws = vault.open(kept!, outboundPurpose(jti));
        return { jws, envelope: JSON.parse(decode(jws.split('.')[1]!)) as Envelope };
      });
    });
  }

  /** The key to seal for an honest tenant, as it publishes it. */
  sealingKey(tenant: Tenant): Promise<{ kid: string; x: string }> {
    const keys = tenant.plane.app.get(TenantKeys, { strict: false });
    return this.inScope(tenant, () => keys.current('enc'));
  }

  async sealedFor(tenant: Tenant, jws: string): Promise<string> {
    return sealed(jws, await this.sealingKey(tenant));
  }

  async post(
    tenant: Tenant,
    letter: string | Buffer,
    headers: Record<string, string> = {},
    from = badAddress,
  ): Promise<Reply> {
    const answer = await tenant.plane.app.inject({
      method: 'POST',
      url: '/federation/inbox',
      remoteAddress: from,
      headers: { host: tenant.host, 'content-type': mediaTypes.sealed, ...headers },
      payload: letter,
    });
    const { statusCode: status, body: text } = answer;
    return { status, text, headers: answer.headers, code: codeIn(text) };
  }

  /** Mallory says something to a victim, and notes whether it was taken. */
  async tells(
    ties: Ties,
    tenant: Tenant,
    more: Partial<Envelope> & Pick<Envelope, 'type' | 'body'>,
    who = this.mallory,
  ): Promise<Reply> {
    const written = who.write(ties, more);
    const reply = await this.post(tenant, who.seal(written.jws, ties));
    if (reply.status === 202) who.taken(ties, written);
    return reply;
  }

  /** As if minutes had gone by: nobody has knocked too often. */
  async forgetKnocks(): Promise<void> {
    for (const { database } of this.planes) await database.platform.query('delete from rate_limit');
  }

  /** A superuser's look into a plane's tenant database. */
  async look<T>(tenant: Tenant, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: tenant.plane.database.urls.superuser });
    await client.connect();
    return work(client).finally(() => client.end());
  }
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}
