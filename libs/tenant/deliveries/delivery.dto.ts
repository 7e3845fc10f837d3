// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Line } from '#contracts';

/** Öre, exact: a hundredth of a krona. Ten thousand kronor is far beyond what a neighbour lays out. */
const Ore = z.int().min(0).max(1_000_000);

const OrderLine = z
  .strictObject({ what: Line(120), count: z.int().min(1).max(999), note: Line(200).optional() })
  .meta({ id: 'OrderLine' });
export type OrderLine = z.infer<typeof OrderLine>;

export const ChangeDelivery = z
  .strictObject({
    lines: z.array(OrderLine).max(60),
    contactless: z.boolean(),
    /** Null: nothing is to be paid. */
    capOre: Ore.nullable(),
  })
  .meta({ id: 'ChangeDelivery' });
export type ChangeDelivery = z.infer<typeof ChangeDelivery>;

export const DeliveryView = z
  .strictObject({
    /** Null for whoever has not agreed to help: they are told how many there are. */
    lines: z.array(OrderLine.extend({ note: z.string().nullable() })).nullable(),
    lineCount: z.int(),
    contactless: z.boolean(),
    capOre: z.int().nullable(),
    currency: z.literal('SEK'),
    can: z.strictObject({ change: z.boolean() }),
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.infer<typeof DeliveryView>;

export const EnterCost = z.strictObject({ costOre: Ore.nullable() }).meta({ id: 'EnterCost' });

export const PurchaseView = z
  .strictObject({
    costOre: z.int().nullable(),
    currency: z.literal('SEK'),
    /** It cost more than was agreed: nothing is stopped, the two see it. */
    overCap: z.boolean(),
    photo: z.boolean(),
    /** Then cost and photograph are deleted; null when there is nothing yet. */
    deletedAt: z.iso.datetime().nullable(),
    can: z.strictObject({ enter: z.boolean() }),
  })
  .meta({ id: 'Purchase' });
export type PurchaseView = z.infer<typeof PurchaseView>;
