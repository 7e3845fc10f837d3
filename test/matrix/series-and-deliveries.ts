// SPDX-License-Identifier: EUPL-1.2
// What two want to do again in a house, and what is fetched.
import type { House } from './house.ts';
import { logoOf } from './logo.ts';

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const plan = () => ({
  rhythm: 'weekly',
  firstOn: dayIn(20),
  time: '10:00',
  lasts: 60,
  until: dayIn(60),
});

export const order = { lines: [{ what: 'Mjölk', count: 2 }], contactless: true, capOre: 25_000 };

export async function seriesAndDeliveries(house: House): Promise<void> {
  await series(house);
  await deliveries(house);
}

async function agreed(house: House, serviceType: string): Promise<{ id: string; agreementId: string }> {
  const { id } = await house.done('asker', 'POST', '/requests', {
    serviceType,
    text: 'En gång till',
    groupIds: [house.id('group', 'an open group')],
    matching: 'first-come',
    send: true,
  });
  const { agreementId } = await house.done('helper', 'POST', `/requests/${id}/offers`, {});
  return { id, agreementId };
}

async function series(house: House): Promise<void> {
  const wished = async (): Promise<string> => {
    const { agreementId } = await agreed(house, 'practical');
    await house.done('helper', 'POST', `/agreements/${agreementId}/completion`);
    await house.done('asker', 'POST', `/agreements/${agreementId}/confirmation`);
    for (const who of ['asker', 'helper'] as const) await house.done(who, 'PUT', `/agreements/${agreementId}/again`);
    return agreementId;
  };
  await house.add('agreement both want again', 'an agreement both want again', { id: await wished() });
  const proposed = async () => {
    const { id } = await house.done('asker', 'POST', `/agreements/${await wished()}/series`, plan());
    return { id: id as string, day: plan().firstOn };
  };
  const waiting = await proposed();
  await house.add('series', 'a proposed series', waiting, 'series');
  const running = await proposed();
  await house.done('helper', 'POST', `/series/${running.id}/acceptance`);
  await house.add('series', 'a running series', running, 'series');
  const ended = await proposed();
  await house.done('helper', 'POST', `/series/${ended.id}/end`);
  await house.add('series', 'a series that has ended', ended, 'series');
  house.deleted.set('series', { ...waiting, id: await house.copyAndDelete('series', waiting.id) });
}

async function deliveries(house: House): Promise<void> {
  const open = await house.done('asker', 'POST', '/requests', {
    serviceType: 'delivery',
    text: 'Handla mjölk',
    groupIds: [house.id('group', 'an open group')],
    send: true,
  });
  await house.done('asker', 'PUT', `/requests/${open.id as string}/delivery`, order);
  await house.add('request to shop', 'a request to shop', { id: open.id as string });
  const { agreementId: id } = await agreed(house, 'delivery');
  await house.done('helper', 'PUT', `/agreements/${id}/purchase`, { costOre: 19_950 });
  await house.done('helper', 'PUT', `/agreements/${id}/purchase/photo`, logoOf(house.name));
  await house.add('agreement to shop', 'an agreement to shop', { id });
}
