// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { CourierJob, Jobs, newsFreshMs, patienceMs } from '#platform/queue';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { Browsers } from './browsers.service.ts';
import { DueNotices, type Due } from './due-notices.service.ts';
import { sendNotices, type NoticeChannel } from './kinds.ts';
import { channelsOf, NewsWays, type Reach, type Way } from './news-ways.service.ts';
import { Notice } from './notice.entity.ts';
import { NoticeSettings } from './notice-settings.entity.ts';
import { NoticeSettingsService } from './notice-settings.service.ts';

const mostPeopleAtOnce = 500;
/** Whose news is carried out in one round. */
const mostTogether = 25;

interface Told {
  readonly settings: NoticeSettings;
  readonly reach: Reach;
}

interface Errand {
  readonly personId: string;
  readonly noticeIds: readonly string[];
  readonly ways: readonly Way[];
  /** Filled while it is carried out. */
  readonly done: Set<NoticeChannel>;
  readonly goneBrowserIds: string[];
}

/** Held by nobody else: what somebody changes at this moment is theirs, and comes again. */
const free = {
  orderBy: { at: 'asc', id: 'asc' },
  lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
  refresh: true,
} as const;

/** Carries notices out of the app, each person's together, and again until it worked. */
@Injectable()
export class SendNotices extends CourierJob<readonly Errand[]> implements OnModuleInit {
  readonly name = sendNotices;
  readonly atOnce = 4;
  readonly due = `select n.person_id as id from notice n where n.tenant_id = :tenant and n.due_at <= :now
    group by n.person_id order by min(n.due_at), n.person_id limit ${mostPeopleAtOnce}`;
  readonly #log = new Logger('SendNotices');

  constructor(
    scope: TenantScope,
    directory: TenantDirectory,
    jobs: Jobs,
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly settings: NoticeSettingsService,
    private readonly ways: NewsWays,
    private readonly browsers: Browsers,
    private readonly waiting: DueNotices,
  ) {
    super(scope, directory, jobs);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  /** `id`: of a person, or of what several are told of; read together and written together. */
  protected async prepare(id: string, origin: string): Promise<readonly Errand[] | null> {
    const now = this.clock.now();
    const people = await this.waiting.people(id, mostTogether, now);
    if (people.length === 0) return null;
    const due = await this.waiting.hold(people, now);
    if (due.length > 0 && people.length === mostTogether) this.jobs.nudge(sendNotices, id);
    const settings = await this.settings.ofAll(people);
    const theirs = Map.groupBy(due, ({ personId }) => personId);
    const errands: Errand[] = [];
    for (const [personId, reach] of await this.ways.reachOf([...theirs.keys()])) {
      const told = { settings: settings.get(personId) ?? NoticeSettings.usual(personId), reach };
      errands.push(...(await this.errandFor(told, theirs.get(personId) ?? [], origin, now)));
    }
    await this.waiting.keep(due);
    return errands.length > 0 ? errands : null;
  }

  private async errandFor(
    { settings, reach }: Told,
    due: readonly Due[],
    origin: string,
    now: Date,
  ): Promise<Errand[]> {
    const reachable = channelsOf(reach);
    const going = due.filter((notice) => {
      notice.dueAt = this.next(notice, settings, now);
      if (!notice.dueAt || notice.dueAt > now) return false;
      notice.owed = (notice.owed ?? settings.channelsFor(notice.kind)).filter((channel) => reachable.has(channel));
      if (notice.owed.length === 0) notice.dueAt = null;
      else {
        // Should this process die on the way, it goes again at that time.
        notice.tries += 1;
        notice.dueAt = new Date(now.getTime() + patienceMs(notice.tries));
      }
      return notice.dueAt !== null;
    });
    if (going.length === 0) return [];
    const goneBrowserIds: string[] = [];
    const ways = await this.ways.of(settings.personId, reach, origin, going, settings.sayWhat, goneBrowserIds);
    return [
      { personId: settings.personId, noticeIds: going.map(({ id }) => id), ways, done: new Set(), goneBrowserIds },
    ];
  }

  /** When it is to go; null when it need not: what has been seen meanwhile, is old, or came during a pause stays in the app. */
  private next({ seenAt, at, tries }: Due, settings: NoticeSettings, now: Date): Date | null {
    if (seenAt || settings.isPaused(now)) return null;
    if (tries > 0 && now.getTime() - at.getTime() > newsFreshMs) return null;
    return settings.whenToSend(at, now);
  }

  /** To all of them at the same time: nobody waits for another's way. */
  protected async carry(errands: readonly Errand[]): Promise<void> {
    await Promise.all(errands.map((errand) => this.go(errand)));
  }

  private async go({ ways, done }: Errand): Promise<void> {
    for (const { channel, send } of ways) {
      try {
        await send();
        done.add(channel);
      } catch (error) {
        // The address or the words may stand in the message of the error: only its kind is logged.
        this.#log.warn({ event: 'notice.not-sent', channel, name: (error as Error).name });
      }
    }
  }

  protected async settle(errands: readonly Errand[]): Promise<void> {
    for (const { personId, goneBrowserIds } of errands)
      for (const id of goneBrowserIds) await this.browsers.forget(personId, id);
    const carried = new Map(errands.flatMap(({ noticeIds, done }) => noticeIds.map((id) => [id, done] as const)));
    for (const notice of await this.em.find(Notice, { id: { $in: [...carried.keys()] } }, free)) {
      // Told again meanwhile: that is a new round.
      if (!notice.owed) continue;
      notice.owed = notice.owed.filter((channel) => !carried.get(notice.id)?.has(channel));
      if (notice.owed.length === 0) notice.dueAt = null;
    }
    await this.em.flush();
  }
}
