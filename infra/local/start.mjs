// SPDX-License-Identifier: EUPL-1.2
// `npm start`. Only the door: what it opens is TypeScript, which the pinned Node reads as it is and an older one cannot.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `\nhandslag cannot start:\n  this is Node ${process.versions.node}. Type \`npm start\`: it uses the Node that comes with the project.\n`,
  );
  process.exit(1);
}
const { main } = await import('./run.ts');
process.exitCode = await main(process.argv.slice(2), process.env);
