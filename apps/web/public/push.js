// SPDX-License-Identifier: EUPL-1.2
// Part of the service worker: shows what came, and opens what it is about when it is touched.
self.addEventListener('push', (event) => {
  const { body, lang, dir, id } = event.data.json();
  const look = {
    body,
    lang,
    dir,
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    tag: 'handslag',
    renotify: true,
    data: id ? `/notices/${id}` : '/notices',
  };
  event.waitUntil(self.registration.showNotification('Handslag', look));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data));
});
