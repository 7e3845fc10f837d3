// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { ReceiptExport } from '#contracts';
import type { AppAbility } from '#platform/authz';
import { CurrentAbility, cut, decodeCursor, May, page, PageQuery, Returns } from '#platform/http';
import { Receipt } from './receipt.entity.ts';
import { Receipts } from './receipts.ts';

const ReceiptView = z
  .strictObject({
    id: z.uuid(),
    at: z.iso.datetime(),
    direction: z.enum(['sent', 'received']),
    partnerName: z.string(),
    type: z.string(),
    conversation: z.uuid(),
  })
  .meta({ id: 'Receipt' });
const ReceiptPage = page(ReceiptView, 'ReceiptPage');
const ExportQuery = z.strictObject({ conversation: z.uuid().optional() });

const receiptView = ({ id, at, direction, partnerName, type, conversation }: Receipt): z.infer<typeof ReceiptView> => ({
  id,
  at: at.toISOString(),
  direction,
  partnerName,
  type,
  conversation,
});

@Controller('receipts')
export class ReceiptController {
  constructor(private readonly receipts: Receipts) {}

  @Get()
  @May('read', Receipt)
  @Returns(ReceiptPage)
  async list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) { limit, cursor }: z.infer<typeof PageQuery>,
  ) {
    const [before] = decodeCursor(cursor, z.tuple([z.int().min(1)])) ?? [];
    const { items, next } = cut(await this.receipts.list(ability, before, limit + 1), limit, ({ number }) => [number]);
    return { items: items.map(receiptView), next };
  }

  @Get('export')
  @May('read', Receipt)
  @Returns(ReceiptExport)
  export(@Query({ schema: ExportQuery }) { conversation }: z.infer<typeof ExportQuery>) {
    return this.receipts.export(conversation);
  }
}
