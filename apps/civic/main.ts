// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { servePlane } from '#platform/plane';
import { features } from './features.ts';

await servePlane('civic', features);
