// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { ForgetJob } from '#platform/queue';
import { ModerationCase } from './moderation-case.entity.ts';

/** Forgets cases whose time is over, with their evidence and who flagged. */
@Injectable()
export class ForgetCases extends ForgetJob {
  readonly name = 'safety.forget-cases';
  protected readonly past = [{ of: ModerationCase, after: 'forgetAt' }];
}
