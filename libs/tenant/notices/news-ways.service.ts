// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { Mail, Push, Sms } from '#platform/outgoing';
import { PersonService } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { Browsers, type Browser } from './browsers.service.ts';
import { Contacts, type OpenedContact } from './contacts.service.ts';
import type { NoticeChannel } from './kinds.ts';
import type { Notice } from './notice.entity.ts';
import { newsLetter, newsPush, newsText } from './words.ts';

/** A push service forgets a message after so many seconds, when the phone has been off. */
const pushLives = 24 * 3_600;

export interface Way {
  readonly channel: NoticeChannel;
  /** Says it, to the world outside. @throws when it did not work now but may later */
  readonly send: () => Promise<unknown>;
}

/** Where somebody has said that news may reach them. */
export interface Reach {
  /** Confirmed, by ways that the operator has set up. */
  readonly contacts: readonly OpenedContact[];
  readonly browsers: readonly Browser[];
}

export const channelsOf = ({ contacts, browsers }: Reach): Set<NoticeChannel> =>
  new Set([...contacts.map(({ channel }) => channel), ...(browsers.length > 0 ? (['push'] as const) : [])]);

/** SQL: whether this person (an expression) has any way out of the app; whoever has none is told there only. */
export const mayBeReached = (person: string): string =>
  `(exists (select 1 from push_subscription b where b.tenant_id = :tenant and b.person_id = ${person})
    or exists (select 1 from contact_point c
      where c.tenant_id = :tenant and c.person_id = ${person} and c.verified_at is not null))`;

/** How one person's news gets to them. */
@Injectable()
export class NewsWays {
  constructor(
    private readonly people: PersonService,
    private readonly profiles: TenantProfileService,
    private readonly contacts: Contacts,
    private readonly browsers: Browsers,
    private readonly mail: Mail,
    private readonly sms: Sms,
    private readonly push: Push,
  ) {}

  /** Of each of them; most have at most one way. */
  async reachOf(personIds: readonly string[]): Promise<Map<string, Reach>> {
    const available = this.contacts.available;
    const contacts = await this.contacts.ofAll(personIds);
    const browsers = await this.browsers.ofAll(personIds);
    const usable = ({ channel, verified }: OpenedContact) => verified && available.includes(channel);
    return new Map(
      personIds.map((id) => [
        id,
        { contacts: (contacts.get(id) ?? []).filter(usable), browsers: browsers.get(id) ?? [] },
      ]),
    );
  }

  /** One for each channel that some of the notices still owe; browsers that will never wake again are entered in `gone`. */
  async of(
    personId: string,
    { contacts, browsers }: Reach,
    origin: string,
    notices: readonly Pick<Notice, 'id' | 'kind' | 'owed'>[],
    sayWhat: boolean,
    gone: string[],
  ): Promise<Way[]> {
    const { locale } = await this.people.find(personId);
    const { name } = await this.profiles.current();
    const owed = (channel: NoticeChannel) => notices.filter(({ owed }) => owed?.includes(channel));
    const ways: Way[] = [];
    for (const { channel, address } of contacts) {
      const kinds = owed(channel).map(({ kind }) => kind);
      if (kinds.length === 0) continue;
      const letter = { to: address, ...newsLetter(locale, name, origin, kinds) };
      const text = newsText(locale, origin, kinds, sayWhat);
      ways.push({ channel, send: () => (channel === 'email' ? this.mail.send(letter) : this.sms.send(address, text)) });
    }
    if (owed('push').length > 0)
      ways.push({ channel: 'push', send: await this.wake(browsers, newsPush(locale, owed('push'), sayWhat), gone) });
    return ways;
  }

  /** All of one's browsers at once; one that took it is enough. */
  private async wake(browsers: readonly Browser[], payload: string, gone: string[]): Promise<Way['send']> {
    const identity = await this.browsers.identity();
    return async () => {
      const outcomes = await Promise.allSettled(
        browsers.map(async ({ id, address }) => {
          const delivery = await this.push.send(identity, address, payload, pushLives);
          if (delivery === 'gone') gone.push(id);
        }),
      );
      const [failed] = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
      if (failed && outcomes.every(({ status }) => status === 'rejected')) throw failed.reason;
    };
  }
}
