// Bundles the control panel's modules and style, gathers the icons into one sprite, and names each file by its content.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, '../obj/ui');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const manifest = {};

function put(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const dot = name.lastIndexOf('.');
  const file = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  writeFileSync(join(out, file), content);
  manifest[name] = file;
}

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: { panel: 'panel/panel.js', style: 'panel/style.css' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome111', 'firefox115', 'safari16.4'],
  outdir: out,
  write: false,
  logLevel: 'warning',
});
for (const file of outputFiles)
  put(file.path.slice(out.length + 1).replace('style.css', 'panel.css'), file.contents);

const symbols = readdirSync(join(here, 'icons')).filter(name => name.endsWith('.svg')).sort().map(name => {
  const svg = readFileSync(join(here, 'icons', name), 'utf8').replace(/<!--.*?-->/gs, '');
  const body = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>')).trim();
  return `<symbol id="${name.slice(0, -4)}" viewBox="0 0 24 24">${body}</symbol>`;
});
put('icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);

writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest));
