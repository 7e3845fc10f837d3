// SPDX-License-Identifier: EUPL-1.2
import { lookForLeaks } from './look-for-leaks.ts';

lookForLeaks(['association', 'inside']);
