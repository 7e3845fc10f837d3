// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { Fitness } from '#tenant/groups';
import { AttestationController } from './attestation.controller.ts';
import { AttestationService } from './attestation.service.ts';
import { ChecklistController } from './checklist.controller.ts';
import { Checklists } from './checklist.view.ts';
import { DeclarationController } from './declaration.controller.ts';
import { DeclarationService } from './declaration.service.ts';
import { Demanded } from './demanded.ts';
import { Expiring } from './expiring.ts';
import { Qualified } from './qualified.service.ts';
import { RemindOfEnds } from './remind-of-ends.job.ts';
import { RequirementController } from './requirement.controller.ts';
import { RequirementService } from './requirement.service.ts';

@Global()
@Module({
  controllers: [RequirementController, ChecklistController, AttestationController, DeclarationController],
  providers: [
    AttestationService,
    Checklists,
    DeclarationService,
    Expiring,
    Qualified,
    RemindOfEnds,
    RequirementService,
    { provide: Fitness, useClass: Demanded },
  ],
  exports: [Fitness, Qualified],
})
export class QualificationModule {}
