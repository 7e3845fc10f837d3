// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';

/** What the municipal plane hosts; what is not in this list has no route and no table here. */
export const features: readonly Feature[] = [];
