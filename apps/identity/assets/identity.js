// SPDX-License-Identifier: EUPL-1.2
// Watches one identification order: redraws the QR code each second and leaves when the order is decided.
const place = document.querySelector('[data-watch]');

function show(selector, write) {
  const element = place.querySelector(selector);
  if (element) write(element);
}

async function look(order) {
  const answer = await fetch(`${order}/state`, { cache: 'no-store' });
  if (!answer.ok) return true;
  const { state, secondsLeft, svg, phone } = await answer.json();
  if (state !== 'waiting' && state !== 'scanned') return true;
  show('[data-left]', (element) => {
    element.textContent = `${Math.floor(secondsLeft / 60)}:${String(secondsLeft % 60).padStart(2, '0')}`;
  });
  show('[data-qr]', (element) => {
    element.innerHTML = svg;
    element.classList.toggle('read', state === 'scanned');
  });
  show('[data-phone]', (element) => {
    element.href = phone;
  });
  show('[data-status]', (element) => {
    const text = state === 'scanned' ? 'Koden är avläst. Legitimera dig i mobilen.' : 'Väntar på din mobil.';
    if (element.textContent !== text) element.textContent = text;
  });
  return false;
}

if (place) {
  const order = place.dataset.watch;
  // A form that is on its way has its own answer; leaving beside it would cut it off.
  let leaving = false;
  const leave = () => {
    leaving = true;
    clearInterval(timer);
  };
  const timer = setInterval(async () => {
    const decided = await look(order).catch(() => false);
    if (!decided || leaving) return;
    leave();
    location.replace(`${order}/outcome`);
  }, 1000);
  addEventListener('submit', leave);
  addEventListener('pagehide', leave);
  // Back again from the browser's memory: look anew.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}

document.querySelector('[data-press]')?.click();
