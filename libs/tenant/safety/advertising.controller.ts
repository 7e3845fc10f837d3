// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Post } from '@nestjs/common';
import { z } from 'zod';
import { Text } from '#contracts';
import { May, Returns } from '#platform/http';
import { Request } from '#tenant/requests';
import { advertisingIn, signKinds } from './advertising.ts';

const Draft = z.strictObject({ text: Text(1000) }).meta({ id: 'DraftText' });
const Signs = z
  .strictObject({ signs: z.array(z.strictObject({ kind: z.enum(signKinds), found: z.string() })) })
  .meta({ id: 'AdvertisingSigns' });

/** Asked before a text is sent; nothing is kept. */
@Controller('advertising-check')
export class AdvertisingController {
  @Post()
  @May('post', Request)
  @Returns(Signs)
  look(@Body({ schema: Draft }) { text }: z.infer<typeof Draft>): z.infer<typeof Signs> {
    return { signs: advertisingIn(text) };
  }
}
