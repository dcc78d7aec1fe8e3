/**
 * What the alert path's bundle leaves out of detections: a new alert needs the rules of all of them, but the words of one.
 * Examples, references and patterns go; words go into a file of their own, which is read when the first card is drawn.
 * The properties of a detection are told by Biome's format: two spaces, its name, a colon.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { loadContent } from './load-content.mjs';

const words = ['title', 'deed', 'guidance'];
const unused = ['listens', 'references'];
const file = 'words.json';

/** The plugin; with `outfile`, the bundle that it is for: the words are written beside it. */
export function leanContent(outfile) {
  return {
    name: 'lean-content',
    setup(plugin) {
      plugin.onStart(async () => {
        const { detections } = await loadContent('src/detections/index.generated.ts');
        const all = Object.entries(detections).map(([id, { title, deed, guidance }]) => [
          id,
          { title, deed, guidance },
        ]);
        await mkdir(dirname(outfile), { recursive: true });
        await writeFile(join(dirname(outfile), file), JSON.stringify(Object.fromEntries(all)));
      });
      plugin.onLoad({ filter: /src[\\/]detections[\\/][a-z0-9-]+\.ts$/ }, async ({ path }) => ({
        contents: leaned(path, await readFile(path, 'utf8')),
        loader: 'ts',
      }));
      plugin.onResolve({ filter: /^words-of-detections$/ }, ({ path }) => ({ path, namespace: 'words' }));
      plugin.onLoad({ filter: /.*/, namespace: 'words' }, () => ({ contents: prototype }));
    },
  };
}

/** What all detections of the bundle inherit their words from. Getters of their own would cost each of them time at a start. */
const prototype = `
import { readFileSync } from 'node:fs';
let all;
// Not by require, which takes Node 24 ten times as long.
const wordsOf = (id) => (all ??= JSON.parse(readFileSync(__dirname + '/${file}', 'utf8')))[id];
export const words = {
  ${words.map((name) => `get ${name}() { return wordsOf(this.id).${name}; },`).join('\n  ')}
};`;

const head = 'export default defineDetection({';

function leaned(path, source) {
  const bare = [...words, ...unused].reduce((text, name) => replaced(text, name, ''), source);
  const lean = replaced(bare, 'examples', '\n  examples: () => [],');
  const done = lean.replace(head, () => `${head}\n  __proto__: words,\n  id: '${basename(path, '.ts')}',`);
  if (done === lean || !isBare.test(done)) throw new Error(`${path}: its properties are not told apart.`);
  return `import { words } from 'words-of-detections';\n${done}`;
}

/** No example and no sentence is left. */
const isBare = /^(?!.*\b(?:en|ko|record|envelope|raises): )/s;

/** A property ends where the next one, or a comment in front of it, begins, or where the detection ends. */
function replaced(source, name, by) {
  return source.replace(new RegExp(`\\n {2}${name}: [\\s\\S]*?(?=\\n {2}[\\w/]|\\n\\}\\);)`), () => by);
}
