// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { known } from '#platform/tenancy';
import { Group } from '#tenant/groups';
import { Request, RequestEvents, type RequestEvent } from '#tenant/requests';
import { advertisingIn } from './advertising.ts';
import { FlagService } from './flag.service.ts';
import { GuidelinesService } from './guidelines.service.ts';
import { againstAdvertising } from './usual-guidelines.ts';

/** Whoever sends what looks like advertising was warned before; a moderator looks at it. */
@Injectable()
export class AdvertisingWatch implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly events: RequestEvents,
    private readonly flags: FlagService,
    private readonly guidelines: GuidelinesService,
  ) {}

  onModuleInit(): void {
    this.events.listen({ sent: (event) => this.look(event), changed: (event) => this.look(event) });
  }

  private async look({ requestId, sourceRequestId }: RequestEvent): Promise<void> {
    // What comes from a partner was written by nobody here.
    if (sourceRequestId) return;
    const request = await known(this.em, Request, requestId);
    if (advertisingIn(request.text).length === 0) return;
    const { items } = await this.guidelines.current();
    const guideline = items.find(({ key }) => key === againstAdvertising) ?? items[0];
    if (!guideline) return;
    const groupIds = [...request.groupIds, ...request.membersOfIds, ...request.leadersOfIds];
    const hidden = { id: { $in: groupIds }, access: 'hidden' as const };
    await this.flags.raiseByItself(
      { kind: 'request', subjectId: requestId, guideline: guideline.key },
      {
        text: request.text,
        authorIds: [request.postedById],
        administratorsOnly: (await this.em.count(Group, hidden)) > 0,
      },
    );
  }
}
