// SPDX-License-Identifier: EUPL-1.2
// How long one request takes through the whole house: `npm run bench:road [-- rounds]`. A house of its own is started
// as `npm start` does it; what people do (sign in, route, tap) goes over HTTP. At the end both sides' receipts are
// exported and checked by the command line in a process of its own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { startHouse } from '../test/browser/house.ts';
import { arrived, askPartner, befriend, enterAll, inFeedOf, seen } from '../test/canaries/road.ts';

const WARM_UP = 5;
const LOOK_EVERY_MS = 5;
/** A person may make 120 changes a minute, and everybody makes one in a round. */
const ROUND_MS = 600;
const rounds = Number(process.argv[2] ?? 30);

async function timed(work) {
  const since = performance.now();
  const value = await work();
  return [performance.now() - since, value];
}

/** One request, post to accepted; what the people themselves would need to read and decide is not counted. */
async function walk(walkers, partnerId, groupId, text) {
  const since = performance.now();
  const [posted, { id }] = await timed(() => askPartner(walkers, partnerId, text));
  const [stored, card] = await timed(() => arrived(walkers, text, LOOK_EVERY_MS));
  const [routed] = await timed(() =>
    walkers.omar.post(`/partner-requests/${card.id}/routing`, { groupIds: [groupId] }),
  );
  const { id: localId } = await inFeedOf(walkers.lisa, text);
  const [tapped] = await timed(() => walkers.lisa.post(`/requests/${localId}/offers`));
  const [accepted] = await timed(() => seen(walkers, id, 'agreed', LOOK_EVERY_MS));
  const left = ROUND_MS - (performance.now() - since);
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  return { posted, stored, routed, tapped, accepted, whole: posted + stored + routed + tapped + accepted };
}

const legs = {
  posted: 'POST /requests until 201',
  stored: '201 until stored at the association',
  routed: 'routed to a group, until answered',
  tapped: "the member's tap, until answered",
  accepted: 'tap answered until accepted at the municipality',
  whole: 'the whole road',
};

function at(share, values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}

/** @throws when the command line does not find the receipts whole. */
async function verifyReceipts({ ingrid, anna }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'handslag-receipts-'));
  try {
    const files = [];
    for (const [name, visitor] of Object.entries({ municipality: ingrid, association: anna })) {
      files.push(path.join(folder, `${name}.json`));
      writeFileSync(files.at(-1), JSON.stringify(await visitor.get('/receipts/export')));
    }
    const command = path.resolve(import.meta.dirname, '../apps/cli/handslag.mjs');
    for (const chosen of [[files[0]], [files[1]], files])
      console.log(execFileSync(process.execPath, [command, 'verify', ...chosen], { encoding: 'utf8', env: {} }).trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const house = await startHouse();
try {
  const walkers = await enterAll(house);
  const partnerId = await befriend(walkers, house);
  const { items } = await walkers.lisa.get('/groups?mine=true');
  const groupId = items.find(({ name }) => name === 'Besöksgruppen').id;
  const taken = [];
  for (let round = 1 - WARM_UP; round <= rounds; round += 1) {
    const legsTaken = await walk(walkers, partnerId, groupId, `Sällskap till tandläkaren, ${round + WARM_UP}`);
    if (round > 0) taken.push(legsTaken);
  }
  console.log(`${rounds} requests, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}; milliseconds\n`);
  console.log(`${''.padEnd(50)}${'median'.padStart(8)}${'p90'.padStart(8)}`);
  for (const [leg, says] of Object.entries(legs)) {
    const values = taken.map((one) => one[leg]);
    console.log(says.padEnd(50) + [0.5, 0.9].map((share) => at(share, values).toFixed(1).padStart(8)).join(''));
  }
  console.log();
  await verifyReceipts(walkers);
} finally {
  await house.close();
}
