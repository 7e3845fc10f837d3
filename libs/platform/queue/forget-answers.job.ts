// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { RememberedAnswer } from '#platform/http';
import { ForgetJob } from './forget-job.ts';

/** A POST is repeated within minutes: after a day what it was answered is not kept any longer. */
@Injectable()
export class ForgetAnswersJob extends ForgetJob {
  readonly name = 'answers.forget';
  protected readonly past = [{ of: RememberedAnswer, after: 'at', keptMs: 86_400_000 }];
}
