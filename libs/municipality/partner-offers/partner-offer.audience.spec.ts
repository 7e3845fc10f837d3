// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { Preview, previewFields } from '#contracts';
import { Request } from '#tenant/requests';
import { previewOf } from './partner-offer.audience.ts';

const request = Object.assign(new Request(), {
  id: '11111111-1111-4111-8111-111111111111',
  number: 274,
  serviceType: 'accompany' as const,
  text: 'Company to the dentist',
  area: 'Söder',
  from: new Date('2026-05-04T09:00:00Z'),
  to: new Date('2026-05-04T11:00:00Z'),
  headCount: 2,
  alias: 'Greta',
  postedById: '22222222-2222-4222-8222-222222222222',
  unitId: '33333333-3333-4333-8333-333333333333',
  expiresAt: new Date('2026-05-04T08:00:00Z'),
});
const carriers = { text: ['text'], area: ['area'], time: ['from', 'to'], headCount: ['headCount'] };

test.each(previewFields.map((field) => [field]))('a grant of %s lets exactly that leave', (field) => {
  const preview = previewOf(request, { previewFields: [field] });
  expect(Object.keys(preview).sort()).toEqual(['expiresAt', 'serviceType', ...carriers[field]].sort());
  expect(Preview.parse(preview)).toEqual(preview);
});

test('the widest preview holds no name, no id, no unit and no number', () => {
  const preview = JSON.stringify(previewOf(request, { previewFields: [...previewFields] }));
  for (const secret of ['Greta', '274', request.id, request.postedById, request.unitId])
    expect(preview).not.toContain(secret);
});

test('an empty grant lets only the kind of help and its end leave', () => {
  expect(previewOf(request, { previewFields: [] })).toEqual({
    serviceType: 'accompany',
    expiresAt: '2026-05-04T08:00:00.000Z',
  });
});
