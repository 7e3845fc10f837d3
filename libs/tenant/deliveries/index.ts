// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { Delivery } from './delivery.entity.ts';
import { DeliveryModule } from './delivery.module.ts';
import { Purchase } from './purchase.entity.ts';

/** Shopping and fetching: what is to be brought, and what it cost. */
export const deliveries: Feature = { module: DeliveryModule, entities: [Delivery, Purchase], policies: [] };
