// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Invalid } from '#kernel';
import type { Actor } from '#platform/authz';
import { CurrentActor, May, Returns, ReturnsNothing } from '#platform/http';
import { Browsers } from './browsers.service.ts';
import type { ContactChannel } from './contact-point.entity.ts';
import { Contacts } from './contacts.service.ts';
import {
  ContactChannelName,
  Email,
  GiveContact,
  NoticeSettingsView,
  Phone,
  PushKey,
  PushSubscriptionView,
  Subscribe,
  UpdateNoticeSettings,
  VerifyContact,
  viewSettings,
} from './notice-settings.dto.ts';
import { NoticeSettings } from './notice-settings.entity.ts';
import { NoticeSettingsService } from './notice-settings.service.ts';

/** How one wants to be told. Everybody's own; there is no way to another's. */
@Controller('me')
export class NoticeSettingsController {
  constructor(
    private readonly settings: NoticeSettingsService,
    private readonly contacts: Contacts,
    private readonly browsers: Browsers,
  ) {}

  @Get('notice-settings')
  @May('read', NoticeSettings)
  @Returns(NoticeSettingsView)
  async read(@CurrentActor() { personId }: Actor): Promise<NoticeSettingsView> {
    return viewSettings(await this.settings.read(personId));
  }

  @Patch('notice-settings')
  @May('choose', NoticeSettings)
  @Returns(NoticeSettingsView)
  async change(
    @CurrentActor() { personId }: Actor,
    @Body({ schema: UpdateNoticeSettings }) body: UpdateNoticeSettings,
  ): Promise<NoticeSettingsView> {
    return viewSettings(await this.settings.change(personId, body));
  }

  /** Keeps the address and sends a code to it. */
  @Put('contact-points/:channel')
  @May('choose', NoticeSettings)
  @ReturnsNothing()
  async give(
    @CurrentActor() { personId }: Actor,
    @Param('channel', { schema: ContactChannelName }) channel: ContactChannel,
    @Body({ schema: GiveContact }) { address }: z.infer<typeof GiveContact>,
  ): Promise<void> {
    const shape = channel === 'email' ? Email : Phone;
    if (!shape.safeParse(address).success)
      throw new Invalid(`contact-point.${channel}-malformed`, { pointer: '/address' });
    await this.contacts.give(personId, channel, address);
  }

  /** Said twice it is still true; and a refusal is not remembered, as it would be for a POST. */
  @Put('contact-points/:channel/verification')
  @May('choose', NoticeSettings)
  @ReturnsNothing()
  verify(
    @CurrentActor() { personId }: Actor,
    @Param('channel', { schema: ContactChannelName }) channel: ContactChannel,
    @Body({ schema: VerifyContact }) { code }: z.infer<typeof VerifyContact>,
  ): Promise<void> {
    return this.contacts.verify(personId, channel, code);
  }

  @Delete('contact-points/:channel')
  @May('choose', NoticeSettings)
  @ReturnsNothing()
  takeBack(
    @CurrentActor() { personId }: Actor,
    @Param('channel', { schema: ContactChannelName }) channel: ContactChannel,
  ): Promise<void> {
    return this.contacts.takeBack(personId, channel);
  }

  /** Made when it is first asked for. */
  @Put('push-key')
  @May('choose', NoticeSettings)
  @Returns(PushKey)
  async pushKey(): Promise<z.infer<typeof PushKey>> {
    return { publicKey: (await this.browsers.identity()).publicKey };
  }

  @Post('push-subscriptions')
  @May('choose', NoticeSettings)
  @Returns(PushSubscriptionView, { status: 201 })
  async subscribe(
    @CurrentActor() { personId }: Actor,
    @Body({ schema: Subscribe }) body: z.infer<typeof Subscribe>,
  ): Promise<z.infer<typeof PushSubscriptionView>> {
    const { id, mark } = await this.browsers.subscribe(personId, body);
    return { id, mark };
  }

  @Delete('push-subscriptions/:id')
  @May('choose', NoticeSettings)
  @ReturnsNothing()
  unsubscribe(@CurrentActor() { personId }: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.browsers.unsubscribe(personId, id);
  }
}
