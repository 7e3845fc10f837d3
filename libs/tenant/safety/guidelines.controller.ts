// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Post } from '@nestjs/common';
import { May, Returns, SignedIn } from '#platform/http';
import { GuidelinesView, PublishGuidelines, viewGuidelines } from './guidelines.dto.ts';
import { Guidelines } from './guidelines.entity.ts';
import { GuidelinesService } from './guidelines.service.ts';

@Controller('guidelines')
export class GuidelinesController {
  constructor(private readonly guidelines: GuidelinesService) {}

  @Get()
  @SignedIn()
  @Returns(GuidelinesView)
  async current(): Promise<GuidelinesView> {
    return viewGuidelines(await this.guidelines.current());
  }

  @Post()
  @May('publish', Guidelines)
  @Returns(GuidelinesView, { status: 201 })
  async publish(@Body({ schema: PublishGuidelines }) { items }: PublishGuidelines): Promise<GuidelinesView> {
    return viewGuidelines(await this.guidelines.publish(items));
  }
}
