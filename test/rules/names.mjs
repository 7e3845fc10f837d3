// SPDX-License-Identifier: EUPL-1.2
const KEBAB = /^[a-z0-9@][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
const VAGUE = /(^|\/)(common|utils?|helpers?|shared|misc|managers?|data)(\/|\.tsx?$)/;
const GENERATED = /^apps\/web\/src\/api\/generated\/|\/migrations\//;
/** Words this product calls by another name, where people or other programs read them. */
const OTHER_WORDS =
  /\b(class|interface|type|enum)\s+(Ticket|Task|Post|Deal|Organi[sz]ation|User)(View|Service|Controller|Entity)?\b/;

export const names = {
  name: 'the path is the name',
  *problems(tree) {
    for (const [file, text] of tree) {
      if (!/^(libs|apps|infra|test|bench)\/.*\.(ts|tsx|mjs)$/.test(file) || GENERATED.test(file)) continue;
      const base = file.slice(file.lastIndexOf('/') + 1);
      if (!KEBAB.test(base) && !/^apps\/web\/src\/routes\//.test(file))
        yield [file, 'file names are kebab-case, role last'];
      if (VAGUE.test(file)) yield [file, 'a vague name collects everything: say what it is'];
      const word = /^(libs|apps)\//.test(file) && OTHER_WORDS.exec(text);
      if (word) yield [file, `"${word[2]}" has another name here: see docs/glossary.md`];
    }
  },
  plants: [
    ['libs/tenant/groups/groupService.ts', ''],
    ['libs/tenant/groups/utils.ts', ''],
    ['libs/platform/common/a.ts', ''],
    ['libs/tenant/requests/ticket.entity.ts', 'export class Ticket {}'],
  ],
};
