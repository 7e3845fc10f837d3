// SPDX-License-Identifier: EUPL-1.2
import { defineMessage } from '../message.ts';
import { Preview, previewCovers } from './preview.ts';

/** The whole preview anew. */
export const RequestChanged = defineMessage({
  type: 'request.changed',
  about: 'request',
  from: 'asker',
  opens: false,
  body: Preview,
  covers: previewCovers,
});
