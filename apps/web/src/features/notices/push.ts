// SPDX-License-Identifier: EUPL-1.2
import { http } from '../../api/client.ts';

/** `install`: on an iPhone a page is only woken once it stands on the home screen. */
export type PushState = 'ready' | 'install' | 'refused' | 'impossible';

export function pushState(): PushState {
  const possible = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (possible) return Notification.permission === 'denied' ? 'refused' : 'ready';
  return /iPhone|iPad/.test(navigator.userAgent) ? 'install' : 'impossible';
}

async function known(): Promise<PushSubscription | null> {
  if (pushState() !== 'ready') return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** By which the server's list knows this very browser; null when it is not woken by anybody. */
export async function markOfThis(): Promise<string | null> {
  const subscription = await known();
  if (!subscription) return null;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint));
  const text = btoa(String.fromCharCode(...new Uint8Array(hash)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Asks the person's leave in the browser's own words. @throws when it is not given */
export async function subscribe(): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused');
  const { publicKey } = await http.put<{ publicKey: string }>('/me/push-key', undefined);
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  await http.post('/me/push-subscriptions', { endpoint, keys: { p256dh: keys?.['p256dh'], auth: keys?.['auth'] } });
}

/** The browser's own part; its push service tells whoever still writes that nobody is there. */
export async function sleep(): Promise<void> {
  await (await known())?.unsubscribe();
}
