// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { SpreadsheetController } from './spreadsheet.controller.ts';
import { Spreadsheets } from './spreadsheet.service.ts';

@Module({ controllers: [SpreadsheetController], providers: [Spreadsheets] })
export class SpreadsheetModule {}
