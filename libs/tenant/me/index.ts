// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { MeModule } from './me.module.ts';

/** Who one is here: the way in, one's own record, the way out. It stands on top of the other tenant features. */
export const me: Feature = { module: MeModule, entities: [], policies: [] };
