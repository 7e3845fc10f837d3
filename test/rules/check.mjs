// SPDX-License-Identifier: EUPL-1.2
// The house rules that no linter knows. Each rule sees the whole tree as path → text, and brings trespasses of its own
// (`plants`): a rule that does not report them is asleep, and that is a fault like any other.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { floors } from './floors.mjs';
import { headers } from './headers.mjs';
import { licences } from './licences.mjs';
import { names } from './names.mjs';
import { pins } from './pins.mjs';
import { places } from './places.mjs';
import { sizes } from './sizes.mjs';
import { wings } from './wings.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const TEXT = /\.(ts|tsx|mjs|js|css|sql|sh|json|md|yml|yaml|svg|html|toml)$|^\.ci\/run$/;
const NEVER = new Set(['node_modules', 'dist', '.git', '.handslag', 'coverage']);

function listed() {
  try {
    const out = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return out.toString().split('\0').filter(Boolean);
  } catch {
    // A downloaded archive has no git.
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.split(path.sep).some((part) => NEVER.has(part)));
  }
}

const tree = new Map();
for (const file of listed()
  .filter((name) => TEXT.test(name))
  .sort()) {
  try {
    tree.set(file, readFileSync(path.join(root, file), 'utf8'));
  } catch {
    // Deleted in the work tree and not yet committed.
  }
}

let faults = 0;
for (const rule of [headers, sizes, names, places, wings, pins, floors, licences]) {
  const problems = [...rule.problems(tree)];
  for (const [file, message] of problems) console.log(`  ${file}: ${message}`);
  const known = new Set(problems.map(String));
  const asleep = rule.plants.filter(([file, text]) => {
    const planted = new Map(tree).set(file, text);
    return ![...rule.problems(planted)].some((problem) => !known.has(String(problem)));
  });
  for (const [file] of asleep) console.log(`  asleep: a trespass planted in ${file} went unseen`);
  faults += problems.length + asleep.length;
  console.log(`${problems.length || asleep.length ? 'FAULT' : 'good '} ${rule.name} (${rule.plants.length} planted)`);
}
console.log(`${tree.size} files read`);
process.exitCode = faults ? 1 : 0;
