// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { Again } from './again.entity.ts';
import { Occasion } from './occasion.entity.ts';
import { Series } from './series.entity.ts';
import { SeriesModule } from './series.module.ts';
import { seriesPolicy } from './series.policy.ts';

/** The same thing again with the same helper, by mutual wish. */
export const series: Feature = {
  module: SeriesModule,
  entities: [Again, Series, Occasion],
  policies: [seriesPolicy],
};
