// SPDX-License-Identifier: EUPL-1.2
export { readConfig, type PlaneConfig } from './config.ts';
