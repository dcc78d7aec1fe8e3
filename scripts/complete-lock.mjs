/**
 * Adds the platform packages that package-lock.json leaves out. A registry that serves only some platforms makes npm
 * write a lock that `npm ci` then refuses everywhere; this makes the lock speak of every platform again. Such an entry
 * has no integrity, because nobody here could fetch it: npm takes the version that the lock names. Run it after every change of
 * dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;

const added = [];
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (
      packages[`node_modules/${name}`] !== undefined ||
      packages[`${path}/node_modules/${name}`] !== undefined
    )
      continue;
    packages[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev && { dev }), optional: true };
    added.push(name);
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? 'The lock is complete.' : `Added:\n${added.join('\n')}`);

/** The platform that such a package's name ends in: `…-linux-arm64-gnu`, `…-win32-x64-msvc`. */
function platformOf(name) {
  const [, os, cpu, rest = ''] =
    /-(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z0-9]+))?$/.exec(name) ?? [];
  if (os === undefined)
    throw new Error(`The name of ${name} does not tell its platform; write its entry by hand.`);
  const libc = rest.startsWith('musl') ? ['musl'] : rest.startsWith('gnu') ? ['glibc'] : undefined;
  return { cpu: [cpu], os: [os], ...(libc && { libc }) };
}
