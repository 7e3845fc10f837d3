// SPDX-License-Identifier: EUPL-1.2
// Before the stories: find a Chromium that works, or fetch one. That may take minutes once, longer than a test may.
import { launchBrowser } from './chromium.ts';

const browser = await launchBrowser();
console.log(`Chromium ${browser.version()}`);
await browser.close();
