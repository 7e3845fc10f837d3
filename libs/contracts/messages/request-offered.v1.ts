// SPDX-License-Identifier: EUPL-1.2
import { defineMessage } from '../message.ts';
import { Preview, previewCovers } from './preview.ts';

/** Can you help with this? Begins the conversation about one request. */
export const RequestOffered = defineMessage({
  type: 'request.offered',
  about: 'request',
  from: 'asker',
  opens: true,
  body: Preview,
  covers: previewCovers,
});
