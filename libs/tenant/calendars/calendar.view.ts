// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict } from '#kernel';
import { findReadable, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { PersonService } from '#tenant/people';
import { Agreement, Request } from '#tenant/requests';
import { calendarText, type CalendarEvent } from './calendar-text.ts';
import { calendarWords } from './calendar-words.ts';

/** What is past stays in a subscribed calendar this long, and so does the word that it came to nothing. */
const pastDays = 31;
const most = 500;

interface AgreedTime {
  readonly id: string;
  readonly state: Agreement['state'];
  readonly sequence: number;
  readonly changedAt: Date;
  readonly from: Date;
  readonly to: Date | null;
}

/** Agreed times, written for calendars. */
@Injectable()
export class Calendars {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly people: PersonService,
  ) {}

  /** One agreement for whoever may read it: what it is about and when, never who or where. @throws Conflict `agreement.without-time` */
  async file(actor: Actor, ability: AppAbility, origin: string, id: string): Promise<string> {
    const agreement = await findReadable(this.em, ability, Agreement, id);
    const request = await this.em.findOneOrFail(Request, { id: agreement.requestId });
    if (!request.from) throw new Conflict('agreement.without-time');
    const { locale } = await this.people.find(actor.personId);
    const { kinds, youHelp, youAreHelped, reminder } = calendarWords[locale];
    const helps = [...agreement.helperIds, ...agreement.forHelperIds].includes(actor.personId);
    const time: AgreedTime = {
      id,
      state: agreement.state,
      sequence: agreement.version + request.version,
      changedAt: latest(agreement.madeAt, agreement.startedAt, agreement.completedAt, agreement.endedAt),
      from: request.from,
      to: request.to ?? null,
    };
    const title = (helps ? youHelp : youAreHelped).replace('{kind}', kinds[request.serviceType]);
    return calendarText([eventOf(time, origin, title, reminder)]);
  }

  /** All that a person has agreed on, as asker or helper: when, and nothing else. */
  async feed(personId: string, origin: string): Promise<string> {
    const { locale } = await this.people.find(personId);
    const { agreedTime } = calendarWords[locale];
    const since = new Date(this.clock.now().getTime() - pastDays * 86_400_000);
    const rows = await this.scope.rows<AgreedTime>(
      `select a.id, a.state, a.version + r.version as sequence, r."from", r."to",
         greatest(a.made_at, a.started_at, a.completed_at, a.ended_at) as "changedAt"
       from (
         select b.id from agreement b where b.tenant_id = :tenant and b.asker_id = :me
         union select b.id from agreement b where b.tenant_id = :tenant and b.for_asker_id = :me
         union select h.agreement_id from agreement_helper h where h.tenant_id = :tenant and h.helper_id = :me
       ) mine
       join agreement a on a.tenant_id = :tenant and a.id = mine.id
       join request r on r.tenant_id = :tenant and r.id = a.request_id
       where r."from" >= :since and (a.state <> 'failed' or a.ended_at >= :since)
       order by r."from", a.id limit ${most}`,
      { me: personId, since },
    );
    const events = rows.map((row) => eventOf(row, origin, agreedTime, null));
    return calendarText(events, 'Handslag');
  }
}

const latest = (first: Date, ...others: (Date | null | undefined)[]): Date =>
  others.reduce<Date>((so, at) => (at && at > so ? at : so), first);

const eventOf = (time: AgreedTime, origin: string, title: string, reminder: string | null): CalendarEvent => ({
  uid: `${time.id}@${new URL(origin).hostname}`,
  sequence: time.sequence,
  changedAt: new Date(time.changedAt),
  from: new Date(time.from),
  to: time.to ? new Date(time.to) : null,
  cancelled: time.state === 'failed',
  title,
  link: `${origin}/agreements/${time.id}`,
  reminder,
});
