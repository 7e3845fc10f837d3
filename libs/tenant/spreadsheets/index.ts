// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { SpreadsheetModule } from './spreadsheet.module.ts';

export const spreadsheets: Feature = { module: SpreadsheetModule, entities: [], policies: [] };
