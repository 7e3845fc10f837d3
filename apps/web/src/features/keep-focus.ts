// SPDX-License-Identifier: EUPL-1.2

/** What says where one is. */
const landmarks = 'main :is(h1, h2, h3, summary)';

const isMessage = (one: HTMLElement) => one.classList.contains('announce');
const stands = (one: HTMLElement) => one.isConnected && one.checkVisibility();

/** Where one stands, from the control outwards to the page; nothing of the menu round it. */
function around(one: HTMLElement): HTMLElement[] {
  const outermost = one.closest('main, .announce');
  const all: HTMLElement[] = [];
  for (let next: HTMLElement | null = outermost && one; next; next = next === outermost ? null : next.parentElement)
    all.push(next);
  return all;
}

/**
 * What has the focus may go away: a line that is deleted, a message that is closed. Then the focus goes back to where it
 * was before the message, or to the nearest heading above what is gone, so that the next Tab goes on from there.
 * @returns what ends it
 */
export function keepFocus(): () => void {
  let trail: HTMLElement[] = [];
  let beforeMessage: HTMLElement[] = [];
  const remember = ({ target }: FocusEvent): void => {
    const here = target instanceof HTMLElement ? around(target) : [];
    if (here.some(isMessage) && !trail.some(isMessage)) beforeMessage = trail;
    trail = here;
  };
  const mend = (): void => {
    if (!trail[0] || trail[0].isConnected || (document.activeElement ?? document.body) !== document.body) return;
    const road = trail.some(isMessage) ? beforeMessage : trail;
    const left = road[0] && stands(road[0]) ? road[0] : headingAbove(road);
    left?.focus({ preventScroll: true });
  };
  const watcher = new MutationObserver(mend);
  watcher.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', remember);
  return () => {
    watcher.disconnect();
    document.removeEventListener('focusin', remember);
  };
}

function headingAbove(road: readonly HTMLElement[]): HTMLElement | null {
  const left = road.find(stands);
  const all = [...document.querySelectorAll<HTMLElement>(landmarks)].filter(stands);
  const above = (one: HTMLElement) => left && left.compareDocumentPosition(one) === Node.DOCUMENT_POSITION_PRECEDING;
  const found = all.findLast(above) ?? all[0] ?? null;
  if (found && found.tabIndex < 0) found.tabIndex = -1;
  return found;
}
