// SPDX-License-Identifier: EUPL-1.2
const MACHINE = /(?<![\w.~/-])\/(home|root|Users|work|mnt)\/[a-z][\w.-]*|[A-Z]:\\Users\\/;
/** The product speaks to its own tenants, their partners and their OpenID provider; nothing else is named in its code. */
const FOREIGN =
  /https?:\/\/(?!(?:[\w-]+\.)*(?:localhost|example(?:\.(?:org|com|net|se))?|test|invalid|handslag\.org)\b|127\.0\.0\.1|\[::1\]|\$\{|www\.w3\.org\/|eupl\.eu\/|id\.oidc\.se\/|id\.elegnamnden\.se\/|id\.swedenconnect\.se\/)[\w-]+\.[a-z]{2,}/i;

export const places = {
  name: 'no machine path, and no foreign host in the product',
  *problems(tree) {
    for (const [file, text] of tree) {
      const path = !/package-lock\.json$|\.spec\.tsx?$|^test\/rules\//.test(file) && MACHINE.exec(text);
      if (path) yield [file, `names a place on one machine: ${path[0]}`];
      const host =
        /^(libs|apps)\/.*\.(ts|tsx|js|css|html)$/.test(file) && !/\.spec\.tsx?$/.test(file) && FOREIGN.exec(text);
      if (host) yield [file, `names a foreign host: ${host[0]}`];
    }
  },
  plants: [
    ['docs/planted.md', 'See /home/anna/handslag for more.'],
    ['apps/web/src/planted.css', "@import url('https://fonts.googleapis.com/css');"],
    ['libs/tenant/planted.ts', "const a = 'http://stats.foreign.io/x';"],
  ],
};
