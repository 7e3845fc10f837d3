// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { DeliveryController } from './delivery.controller.ts';
import { DeliveryService } from './delivery.service.ts';
import { ForgetDeliveries } from './forget-deliveries.job.ts';
import { PurchaseService } from './purchase.service.ts';

@Module({ controllers: [DeliveryController], providers: [DeliveryService, PurchaseService, ForgetDeliveries] })
export class DeliveryModule {}
