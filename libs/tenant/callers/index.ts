// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { CallerModule } from './caller.module.ts';

export const callers: Feature = { module: CallerModule, entities: [], policies: [] };
