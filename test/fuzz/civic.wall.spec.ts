// SPDX-License-Identifier: EUPL-1.2
import { fuzz } from './fuzz-plane.ts';

fuzz('civic');
