// Build the front-end pieces: node tools/assets.mjs SOURCES TARGET
// Tabler's stylesheet cut by PurgeCSS to the classes that our sources name, one stylesheet of masks for
// the icons they name, and ECharts with the kinds of charts that `web/charts` draws. Class and icon names
// are written whole in the sources; where one is composed (`btn-{{ kind }}`), every class with that
// beginning stays.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { PurgeCSS } from "purgecss";

const [sources, target] = process.argv.slice(2);
const WORD = /[A-Za-z][\w-]*/g;
const COMPOSED = /([A-Za-z][\w-]*-)\$?\{/g;
const CLASS = /\.(-?[A-Za-z_][\w-]*)/g;
// Parts of the kit that our stylesheets restyle on purpose; of all our other names its rules are dropped.
const RESTYLED = /^(btn|form|table|small|visually-hidden|is-invalid)/;
const PACKAGES = ["@tabler/core", "@tabler/icons", "echarts"];

function* texts(folder, kinds) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!["vendor", "tests", "__pycache__"].includes(entry.name)) yield* texts(path, kinds);
    } else if (kinds.test(entry.name)) {
      yield readFileSync(path, "utf8");
    }
  }
}

function ownClasses() {
  const css = [...texts(sources, /\.css$/)].join("\n").replace(/\/\*.*?\*\/|url\([^)]*\)/gs, "");
  const heads = css.match(/[^{}]*\{/g) ?? [];
  const names = heads.flatMap((head) => [...head.matchAll(CLASS)].map(([, name]) => name));
  return [...new Set(names)].filter((name) => !RESTYLED.test(name));
}

function write(name, text) {
  const path = join(target, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text); // renamed in one step, for servers that are running
  renameSync(`${path}.new`, path);
}

async function styles(content) {
  const [purged] = await new PurgeCSS().purge({
    content: [{ raw: content, extension: "html" }],
    css: [{ raw: readFileSync("node_modules/@tabler/core/dist/css/tabler.min.css", "utf8") }],
    defaultExtractor: (text) => text.match(WORD) ?? [],
    safelist: {
      standard: [...content.matchAll(COMPOSED)].map(([, beginning]) => new RegExp(`^${beginning}`)),
      greedy: [/^:(root|host|focus-visible)$/],
    },
    blocklist: ownClasses(),
    keyframes: true,
    fontFace: true,
  });
  return purged.css.replace(/\/\*#\s*sourceMappingURL=.*?\*\//g, "");
}

function icons(content) {
  const composed = [...content.matchAll(COMPOSED)].filter(([, beginning]) => beginning.startsWith("ti-"));
  if (composed.length) throw new Error("an icon's name is composed; write it whole, as in ti-user");
  const names = [...new Set(content.match(WORD))].filter((word) => word.startsWith("ti-")).sort();
  const frame =
    ":where(.ti){display:inline-block;width:1em;height:1em;vertical-align:-.125em}" +
    ".ti{flex:none;background-color:currentColor;print-color-adjust:exact;" +
    "-webkit-print-color-adjust:exact;-webkit-mask:var(--ti) center/contain no-repeat;" +
    "mask:var(--ti) center/contain no-repeat}" +
    "@media (forced-colors:active){.ti{background-color:CanvasText}}";
  return frame + names.map(icon).join("");
}

function icon(name) {
  const plain = name.slice("ti-".length);
  const [folder, file] = plain.endsWith("-filled") ? ["filled", plain.slice(0, -7)] : ["outline", plain];
  const path = `node_modules/@tabler/icons/icons/${folder}/${file}.svg`;
  if (!existsSync(path)) throw new Error(`Tabler has no icon ${name}`);
  const picture = readFileSync(path, "utf8")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/g, "")
    .replace(/\s(?:class|width|height)="[^"]*"/g, "")
    .replace(/\s+/g, " ")
    .replaceAll("> <", "><")
    .replaceAll(" />", "/>")
    .trim()
    .replaceAll("currentColor", "black")
    .replaceAll('"', "'");
  return `.${name}{--ti:url("data:image/svg+xml,${encodeURI(picture).replaceAll("#", "%23")}")}`;
}

function charts() {
  const entry = `
    import * as echarts from "echarts/core";
    import { BarChart, LineChart, PieChart, FunnelChart, HeatmapChart, ScatterChart } from "echarts/charts";
    import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, AriaComponent, MarkLineComponent }
      from "echarts/components";
    import { CanvasRenderer } from "echarts/renderers";
    echarts.use([BarChart, LineChart, PieChart, FunnelChart, HeatmapChart, ScatterChart, GridComponent,
      LegendComponent, TooltipComponent, VisualMapComponent, AriaComponent, MarkLineComponent, CanvasRenderer]);
    window.echarts = echarts;`;
  const stdin = { contents: entry, resolveDir: process.cwd() };
  const options = { stdin, bundle: true, minify: true, format: "iife", target: "es2019", write: false };
  return buildSync({ ...options, legalComments: "none" }).outputFiles[0].text;
}

function licences() {
  return PACKAGES.map((name) => {
    const about = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    const files = ["LICENSE", "NOTICE"].map((file) => `node_modules/${name}/${file}`).filter(existsSync);
    const told = files.map((file) => readFileSync(file, "utf8")).join("\n");
    return `${name} ${about.version}, ${about.license}, ${about.homepage ?? ""}\n${told}`;
  }).join("\n");
}

const content = [...texts(sources, /\.(html|js|py)$/)].join("\n");
write("tabler/tabler.css", await styles(content));
write("tabler/icons.css", icons(content));
write("echarts/echarts.js", charts());
write("licences.txt", licences());
