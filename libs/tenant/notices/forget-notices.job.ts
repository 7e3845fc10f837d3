// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { ForgetJob } from '#platform/queue';
import { Notice } from './notice.entity.ts';

/** After three months nobody needs the news any longer, seen or not. */
@Injectable()
export class ForgetNotices extends ForgetJob {
  readonly name = 'notice.forget';
  protected readonly past = [{ of: Notice, after: 'at', keptMs: 90 * 86_400_000 }];
}
