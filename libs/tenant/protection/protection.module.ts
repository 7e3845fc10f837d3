// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { Protections } from './protection.service.ts';

@Global()
@Module({ providers: [Protections], exports: [Protections] })
export class ProtectionModule {}
