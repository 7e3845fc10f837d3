// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import path from 'node:path';
import { servePlane } from '#platform/plane';
import { features } from './features.ts';

await servePlane('municipal', features, path.join(import.meta.dirname, 'migrations'));
